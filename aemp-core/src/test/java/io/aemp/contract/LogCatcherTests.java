package io.aemp.contract;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.logcatcher.CaughtRecord;
import io.aemp.logcatcher.LogCatcher;
import io.aemp.logcatcher.LogLevel;
import io.aemp.logcatcher.LogRecord;
import io.aemp.logcatcher.LogSource;
import io.aemp.testing.CapturedLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** The log of other nodes. */
class LogCatcherTests extends RealNodes {

	private static final String CONNECT = "AnyEvent::MP::LogCatcher::connect";

	private static final Instant TIME = Instant.parse("2026-11-29T10:51:06.670120Z");

	@RegisterExtension
	private final CapturedLog relayed = new CapturedLog("relayed.Logger");

	private final BlockingQueue<Message> received = new LinkedBlockingQueue<>();

	private final Queue<CaughtRecord> caught = new ConcurrentLinkedQueue<>();

	private static LogRecord record(LogLevel level, String text) {
		return new LogRecord(TIME, "main", level, text);
	}

	private List<Object> next() throws InterruptedException {
		Message next = this.received.poll(SECONDS, TimeUnit.SECONDS);
		assertThat(next).isNotNull();
		return next.toList();
	}

	private Port connect(Node from, Node to, Object level) {
		Port port = from.open(this.received::add);
		from.send(to.id(), CONNECT, 0, port.id(), level);
		return port;
	}

	@Test
	void sendsRecordsAsPerlDoes() throws Exception {
		Node[] nodes = pair();
		LogSource source = closeLater(LogSource.start(nodes[0]));
		assertThat(source.isWanted(LogLevel.ERROR)).isFalse();
		Port port = connect(nodes[1], nodes[0], 8);
		assertThat(next().subList(1, 4)).containsExactly("AnyEvent::MP::LogCatcher", 8L,
				"starting to propagate log messages to " + port.id());
		assertThat(source.isWanted(LogLevel.DEBUG)).isTrue();
		assertThat(source.isWanted(LogLevel.TRACE)).isFalse();
		source.log(record(LogLevel.TRACE, "too much"));
		source.log(record(LogLevel.ERROR, "level 4 text\n"));
		assertThat(next()).containsExactly(1795949466.67012, "main", 4L, "level 4 text");
		port.kill();
		eventually().until(() -> !source.isWanted(LogLevel.ERROR));
	}

	@Test
	void refusesWhatIsNoRequest() throws Exception {
		Node[] nodes = pair();
		LogSource source = closeLater(LogSource.start(nodes[0]));
		nodes[1].send("seed", CONNECT, 0, "elsewhere#port", 9);
		connect(nodes[1], nodes[0], "loud");
		connect(nodes[1], nodes[0], 12);
		connect(nodes[1], nodes[0], null);
		connect(nodes[1], nodes[0], "off");
		nodes[1].send("seed", CONNECT);
		flush(nodes[1], "seed");
		assertThat(source.isWanted(LogLevel.FATAL)).isFalse();
		for (int i = 0; i < 17; i++) {
			connect(nodes[1], nodes[0], "all");
		}
		eventually().until(() -> nodes[1].ports().size() == 3 + 1 + 16);
	}

	@Test
	void catchesItsOwnLogIfItIsToldTo() {
		Node seed = start("seed");
		LogSource source = closeLater(LogSource.start(seed));
		LogCatcher catcher = closeLater(LogCatcher.startWithOwn(seed, LogLevel.OFF, this.caught::add));
		Node other = start("other", seed);
		LogSource far = closeLater(LogSource.start(other));
		eventually().until(() -> seed.network().isUp("other"));
		catcher.level(LogLevel.INFO);
		eventually().until(() -> source.isWanted(LogLevel.INFO) && far.isWanted(LogLevel.INFO));
		source.log(record(LogLevel.INFO, "near"));
		far.log(record(LogLevel.INFO, "far"));
		eventually()
			.untilAsserted(() -> assertThat(this.caught).extracting((any) -> any.node() + " " + any.entry().text())
				.containsExactlyInAnyOrder("seed near", "other far"));
		other.close();
		eventually().until(() -> !seed.network().isUp("other"));
		source.log(record(LogLevel.INFO, "still near"));
		eventually().until(() -> this.caught.stream().anyMatch((any) -> any.entry().text().equals("still near")));
	}

	@Test
	void catchesTheLogOfEachNodeThatComes() {
		Node seed = start("seed");
		LogCatcher catcher = closeLater(LogCatcher.start(seed, LogLevel.INFO, this.caught::add));
		Node other = start("other", seed);
		LogSource source = closeLater(LogSource.start(other));
		eventually().until(() -> source.isWanted(LogLevel.INFO));
		source.log(record(LogLevel.INFO, "hello \ud800"));
		source.log(record(LogLevel.DEBUG, "nobody wants this"));
		source.log(new LogRecord(Instant.now(), "main", LogLevel.WARN, "now"));
		eventually().until(() -> this.caught.size() == 2);
		CaughtRecord first = this.caught.remove();
		assertThat(first.node()).isEqualTo("other");
		assertThat(first.entry()).isEqualTo(record(LogLevel.INFO, "hello ?"));
		assertThat(first.text()).startsWith("[other+").endsWith("s] hello ?");
		catcher.level(LogLevel.DEBUG);
		eventually().until(() -> source.isWanted(LogLevel.DEBUG));
		catcher.level(LogLevel.OFF);
		eventually().until(() -> !source.isWanted(LogLevel.FATAL));
	}

	@Test
	void asksANodeAgainThatWasLost() {
		Node seed = start("seed");
		closeLater(LogCatcher.start(seed, LogLevel.INFO, this.caught::add));
		for (int i = 0; i < 2; i++) {
			Node other = start("other", seed);
			LogSource source = LogSource.start(other);
			eventually().until(() -> source.isWanted(LogLevel.INFO));
			other.close();
		}
	}

	@Test
	void relaysToSlf4jAndSendsNothingAboutItself() {
		Node[] nodes = pair();
		LogSource source = closeLater(LogSource.start(nodes[0]));
		LogSource other = closeLater(LogSource.start(nodes[1]));
		closeLater(LogCatcher.start(nodes[1], LogLevel.TRACE));
		closeLater(LogCatcher.start(nodes[0], LogLevel.TRACE, (entry) -> {
			// what this logs must not be sent
			other.log(new LogRecord(TIME, "relayed.Logger", LogLevel.INFO, "again"));
			source.log(new LogRecord(TIME, "relayed.Logger", LogLevel.INFO, "again"));
			this.caught.add(entry);
		}));
		eventually().until(() -> source.isWanted(LogLevel.INFO) && other.isWanted(LogLevel.INFO));
		source.log(new LogRecord(TIME, "io.aemp.node.Peers", LogLevel.TRACE, "own"));
		source.log(new LogRecord(TIME, "relayed.Logger", LogLevel.WARN, "a {} text"));
		other.log(new LogRecord(TIME, "some.Logger", LogLevel.NOTE, "back"));
		eventually().until(() -> !this.relayed.lines().isEmpty()
				&& this.caught.stream().anyMatch((entry) -> entry.entry().text().equals("back")));
		other.log(new LogRecord(TIME, "some.Logger", LogLevel.NOTE, "end"));
		eventually().until(() -> this.caught.stream().anyMatch((entry) -> entry.entry().text().equals("end")));
		assertThat(this.relayed.lines()).singleElement().asString().startsWith("[seed+").endsWith("s] a {} text");
		assertThat(this.caught).noneMatch((entry) -> entry.entry().text().equals("again"));
	}

	@Test
	void delayIsShownIfItIsNoticeable() {
		assertThat(new CaughtRecord("A", record(LogLevel.INFO, "t"), Duration.ofMillis(13)).text())
			.isEqualTo("[A+0.013s] t");
		assertThat(new CaughtRecord("A", record(LogLevel.INFO, "t"), Duration.ofMillis(-1500)).text())
			.isEqualTo("[A-1.500s] t");
		assertThat(new CaughtRecord("A", record(LogLevel.INFO, "t"), Duration.ofNanos(900_000)).text())
			.isEqualTo("[A] t");
		assertThat(LogLevel.parse("8.9")).isEqualTo(LogLevel.DEBUG);
		assertThat(LogLevel.parse("crit")).isEqualTo(LogLevel.CRITICAL);
		assertThat(LogLevel.parse("All")).isEqualTo(LogLevel.TRACE);
	}

}
