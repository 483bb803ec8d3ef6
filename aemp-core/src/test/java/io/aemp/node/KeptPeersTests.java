package io.aemp.node;

import java.time.Duration;

import io.aemp.Guard;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Connections to nodes that somebody has asked to keep. */
class KeptPeersTests extends TwoMemoryNodes {

	private static final Duration LONG = Duration.ofMinutes(5);

	private Guard keep() {
		return this.a.network.keptPeers().keep("B");
	}

	@Test
	void isConnectedAndConnectedAgainUntilTheGuardIsClosed() {
		Guard guard = keep();
		this.world.advance(LONG);
		assertThat(this.memory.connections()).isOne();
		for (int i = 0; i < 3; i++) {
			this.memory.cut("B");
			this.world.run();
			assertThat(this.memory.connections()).isZero();
			this.world.advance(LONG);
			assertThat(this.memory.connections()).isOne();
		}
		guard.close();
		this.world.advance(LONG);
		assertThat(this.memory.connections()).isOne();
		this.memory.cut("B");
		this.world.advance(LONG);
		assertThat(this.memory.connections()).isZero();
	}

	@Test
	void nodeThatNobodyKnowsIsLookedForUntilItIsKnown() {
		this.a.unknown = true;
		keep();
		this.world.advance(LONG);
		assertThat(this.memory.connections()).isZero();
		this.a.unknown = false;
		this.world.advance(LONG);
		assertThat(this.memory.connections()).isOne();
	}

	@Test
	void nobodyLooksForItWhenTheGuardIsClosed() {
		this.a.unknown = true;
		keep().close();
		Guard guard = keep();
		this.world.advance(LONG);
		guard.close();
		this.world.run();
		this.a.unknown = false;
		this.world.advance(LONG);
		assertThat(this.memory.connections()).isZero();
		assertThat(this.world.pendingTimers()).isZero();
	}

	@Test
	void guardsOfOneNodeShareItsConnection() {
		Guard first = keep();
		Guard second = keep();
		this.world.advance(LONG);
		first.close();
		first.close();
		this.memory.cut("B");
		this.world.advance(LONG);
		assertThat(this.memory.connections()).isOne();
		second.close();
		this.memory.cut("B");
		this.world.advance(LONG);
		assertThat(this.memory.connections()).isZero();
	}

	@Test
	void attemptsBecomeRarer() {
		this.a.unknown = true;
		keep();
		this.world.advance(LONG);
		int attempts = this.a.searches;
		this.world.advance(LONG);
		assertThat(attempts).isGreaterThan(this.a.searches - attempts).isLessThan(30);
		assertThat(this.a.searches).isGreaterThan(attempts);
	}

	@Test
	void nothingIsDialledAfterTheEnd() {
		Guard guard = keep();
		this.world.advance(LONG);
		this.a.network.close();
		this.world.advance(LONG);
		keep();
		this.world.advance(LONG);
		assertThat(this.memory.connections()).isZero();
		guard.close();
		this.world.run();
	}

}
