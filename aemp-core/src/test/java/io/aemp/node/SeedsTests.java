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
		this.b.network.join(List.of("A:1"));
		this.world.advance(LONG);
		assertThat(this.memory.connections()).isOne();
		assertThat(this.b.seeds).containsExactly("A");
	}

	/** The seed decides, and for the connection that it has dialled itself. */
	@Test
	void seedThatDecidesForItsOwnConnectionIsKnownToBeUp() {
		this.b.network.connect("A");
		this.a.network.join(List.of("B:1"));
		this.world.advance(LONG);
		assertThat(this.memory.connections()).isOne();
		assertThat(this.a.seeds).containsExactly("B");
	}

	@Test
	void seedThatWasConnectedBeforeItIsDialledIsKnownToBeUp() {
		this.a.network.connect("B");
		this.world.advance(LONG);
		this.b.network.join(List.of("A:1"));
		this.world.advance(LONG);
		assertThat(this.b.seeds).containsExactly("A");
	}

	/** Its node ID is known by then, so nobody has to ask again. */
	@Test
	void seedThatComesBackByItselfIsKnownToBeUp() {
		this.b.network.join(List.of("A:1"));
		this.world.advance(LONG);
		this.memory.cut("B");
		this.world.run();
		this.a.network.connect("B");
		this.world.advance(LONG);
		assertThat(this.memory.connections()).isOne();
		assertThat(this.b.seeds).containsExactly("A");
	}

	@Test
	void addedSeedIsDialledAndKept() {
		this.b.network.join(List.of());
		this.world.run();
		change("A:1");
		this.world.advance(LONG);
		assertThat(this.b.seeds).containsExactly("A");
		assertThat(this.b.network.view().seeds()).containsExactly("A:1");
		this.memory.cut("B");
		this.world.advance(LONG);
		assertThat(this.b.seeds).containsExactly("A");
	}

	@Test
	void removedSeedStaysConnectedAndIsNotDialledAgain() {
		this.b.network.join(List.of("A:1"));
		this.world.advance(LONG);
		change();
		this.world.advance(LONG);
		assertThat(this.b.seeds).isEmpty();
		assertThat(this.memory.connections()).isOne();
		this.memory.cut("B");
		this.world.advance(LONG);
		assertThat(this.memory.connections()).isZero();
	}

	@Test
	void seedThatIsRemovedWhileItIsDialledIsNoSeed() {
		for (int step = 0; step < 50; step++) {
			SeedsTests test = new SeedsTests();
			test.b.network.join(List.of("A:1"));
			test.world.step(step);
			test.change();
			test.world.advance(LONG);
			assertThat(test.b.seeds).as("after %d steps", step).isEmpty();
			test.memory.cut("B");
			test.world.advance(LONG);
			assertThat(test.memory.connections()).as("after %d steps", step).isZero();
		}
	}

	@Test
	void connectedNodeThatIsRemovedWhileItIsDialledIsNoSeed() {
		for (int step = 0; step < 50; step++) {
			SeedsTests test = new SeedsTests();
			test.a.network.connect("B");
			test.world.advance(LONG);
			test.b.network.join(List.of("A:1"));
			test.world.step(step);
			test.change();
			test.world.advance(LONG);
			assertThat(test.b.seeds).as("after %d steps", step).isEmpty();
		}
	}

	@Test
	void seedThatIsRemovedWhileItCannotBeReachedIsNotDialledAgain() {
		for (int step = 0; step < 50; step++) {
			SeedsTests test = new SeedsTests();
			test.memory.transport("A").stopListening();
			test.b.network.join(List.of("A:1"));
			test.world.step(step);
			test.change();
			test.world.run();
			test.a.network.listen(List.of());
			test.world.advance(LONG);
			assertThat(test.memory.connections()).as("after %d steps", step).isZero();
		}
	}

	@Test
	void seedThatComesBackIntoTheListIsKnownToBeUp() {
		this.b.network.join(List.of("A:1"));
		this.world.advance(LONG);
		change();
		change("A:1");
		this.world.advance(LONG);
		assertThat(this.b.seeds).containsExactly("A");
		assertThat(this.memory.connections()).isOne();
	}

	@Test
	void seedThatStaysInTheListIsNoOtherOne() {
		this.b.network.join(List.of("A:1"));
		this.world.advance(LONG);
		this.b.seeds.clear();
		change("unreachable:1", "A:1", "A:1");
		this.world.advance(LONG);
		assertThat(this.b.seeds).isEmpty();
		assertThat(this.b.network.view().seeds()).containsExactly("unreachable:1", "A:1");
	}

	@Test
	void listBeforeTheStartTakesThePlaceOfTheConfiguredOne() {
		change("A:1");
		this.world.advance(LONG);
		assertThat(this.memory.connections()).isZero();
		this.b.network.join(List.of("unreachable:1"));
		this.world.advance(LONG);
		assertThat(this.b.seeds).containsExactly("A");
		assertThat(this.b.network.view().seeds()).containsExactly("A:1");
	}

	@Test
	void nothingIsDialledAfterTheEnd() {
		this.b.network.join(List.of());
		this.b.network.close();
		change("A:1");
		this.world.advance(LONG);
		assertThat(this.memory.connections()).isZero();
	}

	private void change(String... seeds) {
		this.b.network.executor().execute(() -> this.b.network.seeds().change(List.of(seeds)));
	}

}
