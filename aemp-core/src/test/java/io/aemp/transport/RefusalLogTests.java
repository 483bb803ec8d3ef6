package io.aemp.transport;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.aemp.NodeObserver;
import io.aemp.handshake.HandshakeProblem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

class RefusalLogTests {

	private final AtomicLong clock = new AtomicLong();

	private final RefusalLog refusals = new RefusalLog(new NodeObserver() {
	}, this.clock::get);

	private final Logger logger = (Logger) LoggerFactory.getLogger(RefusalLog.class);

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
	void oneLinePerSecondAndKindWithTheNumberOfOthers() {
		this.refusals.tell("a:1", HandshakeProblem.VERSION, "first");
		this.refusals.tell("a:1", HandshakeProblem.VERSION, "left out");
		this.refusals.tell("a:1", HandshakeProblem.AUTHENTICATION, "another kind");
		this.clock.addAndGet(Duration.ofSeconds(1).toNanos());
		this.refusals.tell("a:1", HandshakeProblem.VERSION, "next");
		assertThat(this.log.list).extracting(ILoggingEvent::getFormattedMessage)
			.satisfiesExactly((first) -> assertThat(first).endsWith("first"),
					(kind) -> assertThat(kind).endsWith("another kind"),
					(next) -> assertThat(next).contains("next (and 1 more"));
	}

	@Test
	void whatStrangersSayDoesNotBreakTheLine() {
		this.refusals.tell("127.0.0.1:1", HandshakeProblem.TLS, "x\nforged line " + "y".repeat(10_000));
		assertThat(this.log.list).singleElement()
			.satisfies(
					(event) -> assertThat(event.getFormattedMessage()).contains("x.forged line").hasSizeLessThan(500));
	}

}
