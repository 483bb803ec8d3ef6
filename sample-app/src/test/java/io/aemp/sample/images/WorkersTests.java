package io.aemp.sample.images;

import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests for {@link Workers}. */
class WorkersTests {

	private final Workers workers = new Workers(2);

	@Test
	void givesJobsInTurnUntilNobodyHasRoom() {
		this.workers.know(Set.of("a", "b", "c"));
		for (String turn : new String[] { "a", "b", "c", "a", "b", "c" }) {
			assertThat(this.workers.take()).contains(turn);
		}
		assertThat(this.workers.take()).isEmpty();
		this.workers.release("b");
		assertThat(this.workers.take()).contains("b");
		assertThat(this.workers.take()).isEmpty();
	}

	@Test
	void hasNobodyAtFirst() {
		assertThat(this.workers.take()).isEmpty();
	}

	@Test
	void forgetsWhoLeavesAndPutsNewcomersLast() {
		this.workers.know(Set.of("a", "c"));
		assertThat(this.workers.take()).contains("a");
		this.workers.know(Set.of("b", "a"));
		assertThat(this.workers.take()).contains("a");
		assertThat(this.workers.take()).contains("b");
		assertThat(this.workers.take()).contains("b");
		assertThat(this.workers.take()).isEmpty();
	}

	@Test
	void leavesOutWhoIsPaused() {
		this.workers.know(Set.of("a", "b"));
		this.workers.pause("a");
		assertThat(this.workers.take()).contains("b");
		assertThat(this.workers.take()).contains("b");
		assertThat(this.workers.take()).isEmpty();
		this.workers.resume("a");
		assertThat(this.workers.take()).contains("a");
	}

	@Test
	void remembersTheJobsOfWhoComesBack() {
		this.workers.know(Set.of("a"));
		this.workers.take();
		this.workers.take();
		this.workers.know(Set.of());
		this.workers.know(Set.of("a"));
		assertThat(this.workers.take()).isEmpty();
		this.workers.release("a");
		this.workers.release("a");
		this.workers.release("a");
		assertThat(this.workers.take()).contains("a");
	}

}
