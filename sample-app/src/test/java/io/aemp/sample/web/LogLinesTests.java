package io.aemp.sample.web;

import java.time.Duration;
import java.time.Instant;

import io.aemp.logcatcher.CaughtRecord;
import io.aemp.logcatcher.LogLevel;
import io.aemp.logcatcher.LogRecord;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests for {@link LogLines}. */
class LogLinesTests {

	private final LogLines lines = new LogLines();

	private static LogLine line(String text) {
		return LogLine.of(new CaughtRecord("two", new LogRecord(Instant.EPOCH, "shop.Orders", LogLevel.CRITICAL, text),
				Duration.ZERO));
	}

	@Test
	void keepsLinesUntilTheyAreTaken() {
		this.lines.add(line("out of paper"));
		assertThat(this.lines.take().lines())
			.containsExactly(new LogLine(Instant.EPOCH, "two", "critical", "shop.Orders", "out of paper"));
		assertThat(this.lines.take().lines()).isEmpty();
	}

	@Test
	void tellsHowManyAreLost() {
		for (int i = 0; i < 507; i++) {
			this.lines.add(line("line " + i));
		}
		LogLines.Batch batch = this.lines.take();
		assertThat(batch.lines()).hasSize(500);
		assertThat(batch.dropped()).isEqualTo(7);
		assertThat(this.lines.take().dropped()).isZero();
	}

	@Test
	void cutsLongTexts() {
		assertThat(line("x".repeat(9000)).text()).hasSize(4003).endsWith("x...");
	}

}
