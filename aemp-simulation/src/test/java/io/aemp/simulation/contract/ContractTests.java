package io.aemp.simulation.contract;

import io.aemp.simulation.Simulation;
import io.aemp.simulation.Statistics;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The promises C1 to C10 in many networks with many faults. More seeds by
 * {@code -Daemp.simulation.seeds=N}, beginning at {@code -Daemp.simulation.first=N}; one
 * of them, with a log, by {@code -Daemp.simulation.seed=N}.
 */
class ContractTests {

	@Test
	void promisesAreKept() {
		Long single = Long.getLong("aemp.simulation.seed");
		if (single != null) {
			Story story = new Story(Script.of(single));
			story.simulation().journal().follow(System.out::println);
			story.tell();
			return;
		}
		Statistics statistics = new Statistics();
		Tally tally = new Tally();
		long first = Long.getLong("aemp.simulation.first", 0);
		long end = first + Long.getLong("aemp.simulation.seeds", 2000);
		for (long seed = first; seed < end; seed++) {
			Story story = new Story(Script.of(seed));
			story.tell();
			statistics.add(story.statistics());
			tally.add(story.oracle().tally());
		}
		System.out.println("Seeds " + first + " to " + (end - 1) + ": " + statistics + "; " + tally);
	}

	@Test
	void promisesAreKeptByAHundredNodes() {
		new Story(Script.of(2, 100, 300)).tell();
	}

	@Test
	void seedGivesTheSameRunAgain() {
		for (long seed = 0; seed < 5; seed++) {
			Story once = new Story(Script.of(seed));
			Story again = new Story(Script.of(seed));
			assertThat(once.tell()).isEqualTo(again.tell());
			Simulation simulation = once.simulation();
			assertThat(simulation.journal().count()).isEqualTo(again.simulation().journal().count()).isPositive();
		}
	}

	/**
	 * Alone or after others, in this thread or in another one, by these classes or by
	 * others with nothing in common, from an archive with a version or not.
	 */
	@Test
	void seedGivesTheSameRunWhereverItIsTold() {
		for (long seed = 0; seed < 3; seed++) {
			long here = digest(seed);
			assertThat(Elsewhere.digest(seed)).isEqualTo(here);
		}
	}

	/** What a story comes to. */
	static long digest(long seed) {
		return new Story(Script.of(seed)).tell();
	}

}
