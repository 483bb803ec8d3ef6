package io.aemp.boot.page;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

import io.aemp.Node;
import io.aemp.logcatcher.LogLevel;
import io.aemp.logcatcher.LogRecord;
import io.aemp.logcatcher.LogSource;
import io.aemp.runtime.Nodes;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What readers of the log see, who want different things. */
class NetworkLogTests {

	private final AtomicLong time = new AtomicLong();

	@Test
	void eachReaderSeesTheLevelThatHeWants() {
		try (Node node = Nodes.local();
				LogSource source = LogSource.start(node);
				NetworkLog log = new NetworkLog(node, true, this.time::get)) {
			Awaitility.await().untilAsserted(() -> {
				source.log(record(LogLevel.INFO, "out of ink"));
				source.log(record(LogLevel.ERROR, "x".repeat(5000)));
				assertThat(log.read(0, "info").lines()).extracting(NetworkLog.Line::level)
					.contains(LogLevel.INFO, LogLevel.ERROR);
			});
			NetworkLog.Lines errors = log.read(0, "error");
			assertThat(errors.lines()).extracting(NetworkLog.Line::level).containsOnly(LogLevel.ERROR);
			assertThat(errors.lines().get(0).text()).hasSize(4000);
			long last = errors.lines().get(errors.lines().size() - 1).number();
			assertThat(log.read(last, "error").lines()).extracting(NetworkLog.Line::number)
				.allSatisfy((number) -> assertThat(number).isGreaterThan(last));
			// as the cursor of a page that knows an earlier run of this node
			assertThat(log.read(Long.MAX_VALUE, "info").lines()).isNotEmpty();
		}
	}

	@Test
	void aWrongLevel() {
		try (Node node = Nodes.local(); NetworkLog log = new NetworkLog(node, false, this.time::get)) {
			assertThatExceptionOfType(InvalidEndpointRequestException.class).isThrownBy(() -> log.read(0, "loud"))
				.withMessageStartingWith("loud is not a log level");
		}
	}

	private static LogRecord record(LogLevel level, String text) {
		return new LogRecord(Instant.EPOCH, "shop.Orders", level, text);
	}

}
