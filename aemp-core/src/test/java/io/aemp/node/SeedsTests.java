package io.aemp.node;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** When a seed counts as up: whoever has dialled whom, C10. */
class SeedsTests extends TwoMemoryNodes {

	private static final Duration LONG = Duration.ofMinutes(1);

	/** The node that has the seed is the one that decides between two connections. */
	@Test
	void seedThatConnectsWhileItIsDialledIsKnownToBeUp() {
		this.a.network.connect("B");
		this.b.network.join(List.of("A"));
		this.world.advance(LONG);
		assertThat(this.memory.connections()).isOne();
		assertThat(this.b.seeds).containsExactly("A");
	}

	/** The seed decides, and for the connection that it has dialled itself. */
	@Test
	void seedThatDecidesForItsOwnConnectionIsKnownToBeUp() {
		this.b.network.connect("A");
		this.a.network.join(List.of("B"));
		this.world.advance(LONG);
		assertThat(this.memory.connections()).isOne();
		assertThat(this.a.seeds).containsExactly("B");
	}

	@Test
	void seedThatWasConnectedBeforeItIsDialledIsKnownToBeUp() {
		this.a.network.connect("B");
		this.world.advance(LONG);
		this.b.network.join(List.of("A"));
		this.world.advance(LONG);
		assertThat(this.b.seeds).containsExactly("A");
	}

	/** Its node ID is known by then, so nobody has to ask again. */
	@Test
	void seedThatComesBackByItselfIsKnownToBeUp() {
		this.b.network.join(List.of("A"));
		this.world.advance(LONG);
		this.memory.cut("B");
		this.world.run();
		this.a.network.connect("B");
		this.world.advance(LONG);
		assertThat(this.memory.connections()).isOne();
		assertThat(this.b.seeds).containsExactly("A");
	}

}
