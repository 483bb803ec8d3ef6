package io.aemp.node;

import java.time.Duration;
import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.aemp.Message;
import io.aemp.Port;
import io.aemp.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** Nobody fills the log of a node by what he sends. */
class LogFloodTests extends TwoMemoryNodes {

	private final Logger logger = (Logger) LoggerFactory.getLogger("io.aemp");

	private final ListAppender<ILoggingEvent> log = new ListAppender<>();

	@BeforeEach
	void attach() {
		this.log.start();
		this.logger.addAppender(this.log);
	}

	@AfterEach
	void detach() {
		this.logger.detachAppender(this.log);
	}

	@Test
	void portsThatDieOfWhatAPeerSends() {
		Reason reason = Reason.of("bad");
		isLimited("B#", () -> this.a.messenger.kill(this.b.open().id(), reason));
	}

	@Test
	void portsOfAPeerThatDieWhileOnlyACallHasWatchedThem() {
		Calls calls = new Calls(this.a.ports, this.a.messenger);
		isLimited("B#", () -> {
			Port port = this.b.open().receive((message) -> {
			});
			calls.call(port.id(), Message.of("q"), Duration.ofMillis(1));
			this.world.run();
			this.world.advance(Duration.ofMillis(2));
			this.b.messenger.kill(port.id(), Reason.of("bad"));
		});
	}

	@Test
	void callbacksOutsidePortsThatFail() {
		isLimited("callback outside", () -> {
			Port port = this.b.open();
			this.a.messenger.monitor(port.id(), true, (reason) -> {
				throw new IllegalStateException("this callback always fails");
			});
			port.kill("bad");
		});
	}

	@Test
	void requestsThatMakeNoSense() {
		isLimited("Dropped a packet", () -> this.a.messenger.send("B", Message.of("no such function")));
	}

	private void isLimited(String line, Runnable cause) {
		for (int i = 0; i < 20; i++) {
			cause.run();
		}
		this.world.run();
		assertThat(lines(line)).hasSize(1);
		this.world.advance(Duration.ofSeconds(2));
		cause.run();
		this.world.run();
		assertThat(lines(line)).hasSize(2).last().asString().contains("(and 19 more of this kind");
	}

	private List<String> lines(String part) {
		return this.log.list.stream()
			.filter((event) -> event.getLevel().isGreaterOrEqual(Level.WARN))
			.map(ILoggingEvent::getFormattedMessage)
			.filter((line) -> line.contains(part))
			.toList();
	}

}
