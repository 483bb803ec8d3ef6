package io.aemp.contract;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.aemp.Dispatcher;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.PortOptions;
import io.aemp.Reason;
import io.aemp.runtime.Nodes;
import io.aemp.testing.BoundedWait;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** What fails takes its own port with it, in a defined order, and nothing else. */
class C6FailureTests extends RealNodes {

	private final List<Object> seen = new CopyOnWriteArrayList<>();

	private final List<String> warnings = new CopyOnWriteArrayList<>();

	private final Logger logger = (Logger) LoggerFactory.getLogger("io.aemp.port");

	private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {

		@Override
		protected void append(ILoggingEvent event) {
			if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
				C6FailureTests.this.warnings.add(event.getFormattedMessage());
			}
		}

	};

	private final Node node = closeLater(Nodes.local());

	@BeforeEach
	void listenToTheLog() {
		this.appender.start();
		this.logger.addAppender(this.appender);
		this.logger.setAdditive(false);
	}

	@AfterEach
	void leaveTheLog() {
		this.logger.detachAppender(this.appender);
		this.logger.setAdditive(true);
	}

	/** A port that is held up in its first message, so that its mailbox fills. */
	private Port held(CountDownLatch latch, Runnable first) {
		Port port = this.node.open(PortOptions.DEFAULTS.dispatcher(Dispatcher.BLOCKING)).receive("first", (message) -> {
			BoundedWait.await(latch);
			first.run();
			this.seen.add("rest of first");
		}).receive((message) -> this.seen.add(message.get(0)));
		this.node.monitor(port.id(), this.seen::add);
		this.node.send(port.id(), "first");
		return port;
	}

	@Test
	void exceptionKillsItsPortOnly() {
		Port bystander = this.node.open((message) -> this.seen.add("alive"));
		CountDownLatch latch = new CountDownLatch(1);
		Port port = held(latch, () -> {
			throw new IllegalStateException("broken");
		});
		this.node.send(port.id(), "never");
		latch.countDown();
		eventually().untilAsserted(() -> assertThat(this.seen).containsExactly(Reason.of(Reason.DIE, "broken")));
		this.node.send(port.id(), "never");
		this.node.send(bystander.id(), "x");
		eventually().untilAsserted(() -> assertThat(this.seen).hasSize(2).last().isEqualTo("alive"));
	}

	@Test
	void exceptionWithoutAUsableMessageKillsToo() {
		Port port = this.node.open((message) -> {
			throw new RuntimeException() {

				private static final long serialVersionUID = 1L;

				@Override
				public String getMessage() {
					throw new IllegalStateException("no message either");
				}

			};
		});
		this.node.monitor(port.id(), (reason) -> this.seen.add(reason.identifier()));
		this.node.send(port.id(), "x");
		eventually().untilAsserted(() -> assertThat(this.seen).containsExactly(Reason.DIE));
	}

	@Test
	void killFromInsideComesAheadOfTheMailboxWhenTheCallbackReturns() {
		CountDownLatch latch = new CountDownLatch(1);
		Port port = held(latch, () -> this.node.kill(this.node.self().id(), "bye", "now"));
		this.node.send(port.id(), "never");
		this.node.kill(port.id(), "too", "late");
		latch.countDown();
		eventually()
			.untilAsserted(() -> assertThat(this.seen).containsExactly("rest of first", Reason.of("bye", "now")));
	}

	@Test
	void killFromOutsideComesInItsTurn() {
		CountDownLatch latch = new CountDownLatch(1);
		Port port = held(latch, () -> {
		});
		this.node.send(port.id(), "before");
		this.node.kill(port.id(), "bye", "now");
		this.node.send(port.id(), "never");
		latch.countDown();
		eventually().untilAsserted(
				() -> assertThat(this.seen).containsExactly("rest of first", "before", Reason.of("bye", "now")));
	}

	@Test
	void deadPortRunsNothingMore() throws Exception {
		Port port = this.node.open((message) -> this.seen.add("message"));
		Port watched = this.node.open();
		Runnable bound = port.bindToContext((Runnable) () -> this.seen.add("bound"));
		BoundedWait.get(port.runInContext(() -> {
			this.node.after(Duration.ofMillis(50), () -> this.seen.add("timer"));
			this.node.monitor(watched.id(), (reason) -> this.seen.add("monitor"));
			this.node.database().monitor("family", (change) -> this.seen.add("database"));
			this.node.self().kill();
		}));
		eventually().until(() -> this.node.port(port.id()).isEmpty());
		this.node.send(port.id(), "x");
		bound.run();
		watched.kill();
		this.node.database().set("family", "subkey");
		assertThat(port.runInContext(() -> this.seen.add("task"))).isCompletedExceptionally();
		CountDownLatch later = new CountDownLatch(1);
		this.node.after(Duration.ofMillis(100), later::countDown);
		BoundedWait.await(later);
		assertThat(this.seen).isEmpty();
	}

	@Test
	void abnormalDeathThatNobodyMonitorsIsLogged() {
		Port unhandled = this.node.open();
		this.node.send(unhandled.id(), "what?");
		Port failing = this.node.open((message) -> {
			throw new IllegalStateException("broken");
		});
		this.node.send(failing.id(), "x");
		eventually().untilAsserted(() -> assertThat(this.warnings)
			.anySatisfy((line) -> assertThat(line).contains(unhandled.id(), Reason.UNHANDLED_MESSAGE, "what?"))
			.anySatisfy((line) -> assertThat(line).contains(failing.id(), "broken")));
		Port normal = this.node.open();
		normal.kill();
		Port monitored = this.node.open();
		this.node.monitor(monitored.id(), this.seen::add);
		monitored.kill("known");
		eventually().untilAsserted(() -> assertThat(this.seen).hasSize(1));
		assertThat(this.warnings).hasSize(2);
	}

}
