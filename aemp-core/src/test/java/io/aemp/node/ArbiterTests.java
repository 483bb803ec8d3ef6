package io.aemp.node;

import java.time.Duration;

import io.aemp.Message;
import io.aemp.Port;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two nodes dial each other at the same moment, and each has the connection that it has
 * dialled before the other one. Without an arbiter each would use its own first, and then
 * leave it for that of the other, with what was sent over it.
 */
class ArbiterTests extends TwoMemoryNodes {

	private static final Duration LATER = Duration.ofMillis(20);

	private Port onA;

	private Port onB;

	@BeforeEach
	void dialAtTheSameMoment() {
		this.memory.acceptDelay = LATER;
		this.onA = collector(this.a);
		this.onB = collector(this.b);
		this.a.messenger.monitor(this.onB.id(), true, this.seen::add);
		this.b.messenger.monitor(this.onA.id(), true, this.seen::add);
		this.a.messenger.send(this.onB.id(), Message.of("to B"));
		this.b.messenger.send(this.onA.id(), Message.of("to A"));
		this.world.run();
		assertThat(this.memory.connections()).isEqualTo(2);
	}

	@Test
	void onlyTheArbiterUsesAConnectionBeforeBothHaveIt() {
		assertThat(this.memory.sent("A")).isZero();
		assertThat(this.memory.sent("B")).isPositive();
	}

	@Test
	void nothingIsLostAndNoMonitorFires() {
		this.world.advance(LATER);
		assertThat(this.seen).containsExactlyInAnyOrder("to A", "to B");
		assertThat(this.memory.connections()).isOne();
		this.a.messenger.send(this.onB.id(), Message.of("more to B"));
		this.b.messenger.send(this.onA.id(), Message.of("more to A"));
		this.world.run();
		assertThat(this.seen).containsExactlyInAnyOrder("to A", "to B", "more to A", "more to B");
	}

}
