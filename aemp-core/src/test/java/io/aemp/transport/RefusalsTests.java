package io.aemp.transport;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import io.aemp.NodeObserver;
import io.aemp.handshake.Problem;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RefusalsTests {

	private final AtomicLong clock = new AtomicLong();

	private final Refusals refusals = new Refusals(new NodeObserver() {
	}, this.clock::get);

	@Test
	void oneLinePerSecondAndKindWithTheNumberOfOthers() {
		assertThat(this.refusals.suppressed(Problem.VERSION)).isZero();
		assertThat(this.refusals.suppressed(Problem.VERSION)).isNegative();
		assertThat(this.refusals.suppressed(Problem.VERSION)).isNegative();
		assertThat(this.refusals.suppressed(Problem.AUTHENTICATION)).isZero();
		this.clock.addAndGet(Duration.ofSeconds(1).toNanos());
		assertThat(this.refusals.suppressed(Problem.VERSION)).isEqualTo(2);
		assertThat(this.refusals.suppressed(Problem.VERSION)).isNegative();
		assertThat(this.refusals.suppressed(Problem.AUTHENTICATION)).isZero();
	}

}
