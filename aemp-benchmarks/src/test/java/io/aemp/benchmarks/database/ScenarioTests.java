package io.aemp.benchmarks.database;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.aemp.benchmarks.database.DatabaseResults.Measured;
import io.aemp.benchmarks.report.Machine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Everything once, with little of everything: so that none of it rots. */
class ScenarioTests {

	@ParameterizedTest
	@EnumSource(Scenario.class)
	void isPlayed(Scenario scenario) throws Exception {
		Map<Figure, List<Double>> values = Worker.play(scenario, 2, 0.02);
		assertThat(values).isNotEmpty();
		assertThat(values.values())
			.allSatisfy((rounds) -> assertThat(rounds).hasSize(2).allMatch((value) -> value > 0));
		assertThat(Worker.parse(Worker.format(values))).isEqualTo(values);
	}

	@Test
	void eachGoalIsJudgedByTheMedianOfLaterRounds() {
		DatabaseResults results = new DatabaseResults(new Machine(2, "Linux 6", "amd64", "25.0.1", "-Xmx2g"),
				List.of(new Measured(Figure.JOINED, List.of(3e6), List.of(1e6, 1.5e6, 2.5e6)),
						new Measured(Figure.LEFT, List.of(1e6), List.of(1e6)),
						new Measured(Figure.LOOP_RATIO, List.of(1.0), List.of(2.5))));
		assertThat(results.table().lines()).hasSize(5);
		assertThat(results.goals().lines().filter((line) -> line.contains("families reach"))).singleElement()
			.asString()
			.contains("at most 2.00 s", "1.50 s ±50%", "pass");
		assertThat(results.goals().lines().filter((line) -> line.contains("in round trips"))).singleElement()
			.asString()
			.contains("at most 2.00 ", "2.50", "miss");
		assertThat(results.goals()).doesNotContain("leaves");
	}

	@Test
	void namesAreFoundAgain() {
		assertThat(Stream.of(Scenario.values()).map((scenario) -> Scenario.of(scenario.id())))
			.containsExactly(Scenario.values());
	}

}
