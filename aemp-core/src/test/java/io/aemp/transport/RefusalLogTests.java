package io.aemp.transport;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.aemp.NodeObserver;
import io.aemp.handshake.HandshakeProblem;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

class RefusalLogTests {

	private final AtomicLong clock = new AtomicLong();

	private final RefusalLog refusals = new RefusalLog(new NodeObserver() {
	}, this.clock::get);

	@Test
	void oneLinePerSecondAndKindWithTheNumberOfOthers() {
		assertThat(this.refusals.suppressed(HandshakeProblem.VERSION)).isZero();
		assertThat(this.refusals.suppressed(HandshakeProblem.VERSION)).isNegative();
		assertThat(this.refusals.suppressed(HandshakeProblem.VERSION)).isNegative();
		assertThat(this.refusals.suppressed(HandshakeProblem.AUTHENTICATION)).isZero();
		this.clock.addAndGet(Duration.ofSeconds(1).toNanos());
		assertThat(this.refusals.suppressed(HandshakeProblem.VERSION)).isEqualTo(2);
		assertThat(this.refusals.suppressed(HandshakeProblem.VERSION)).isNegative();
		assertThat(this.refusals.suppressed(HandshakeProblem.AUTHENTICATION)).isZero();
	}

	@Test
	void whatStrangersSayDoesNotBreakTheLine() {
		ListAppender<ILoggingEvent> log = new ListAppender<>();
		log.start();
		Logger logger = (Logger) LoggerFactory.getLogger(RefusalLog.class);
		logger.addAppender(log);
		this.refusals.tell("127.0.0.1:1", HandshakeProblem.TLS, "x\nforged line " + "y".repeat(10_000));
		logger.detachAppender(log);
		assertThat(log.list).singleElement()
			.satisfies(
					(event) -> assertThat(event.getFormattedMessage()).contains("x.forged line").hasSizeLessThan(500));
	}

}
