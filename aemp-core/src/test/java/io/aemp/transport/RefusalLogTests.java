package io.aemp.transport;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import io.aemp.NodeObserver;
import io.aemp.handshake.HandshakeProblem;
import io.aemp.testing.CapturedLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

class RefusalLogTests {

	private final AtomicLong clock = new AtomicLong();

	private final RefusalLog refusals = new RefusalLog(new NodeObserver() {
	}, this.clock::get);

	@RegisterExtension
	private final CapturedLog log = new CapturedLog(RefusalLog.class);

	@Test
	void oneLinePerSecondAndKindWithTheNumberOfOthers() {
		this.refusals.tell("a:1", HandshakeProblem.VERSION, "first");
		this.refusals.tell("a:1", HandshakeProblem.VERSION, "left out");
		this.refusals.tell("a:1", HandshakeProblem.AUTHENTICATION, "another kind");
		this.clock.addAndGet(Duration.ofSeconds(1).toNanos());
		this.refusals.tell("a:1", HandshakeProblem.VERSION, "next");
		assertThat(this.log.lines()).satisfiesExactly((first) -> assertThat(first).endsWith("first"),
				(kind) -> assertThat(kind).endsWith("another kind"),
				(next) -> assertThat(next).contains("next (and 1 more"));
	}

	@Test
	void whatStrangersSayDoesNotBreakTheLine() {
		this.refusals.tell("127.0.0.1:1", HandshakeProblem.TLS, "x\nforged line " + "y".repeat(10_000));
		assertThat(this.log.lines()).singleElement()
			.satisfies((line) -> assertThat(line).contains("x.forged line").hasSizeLessThan(500));
	}

}
