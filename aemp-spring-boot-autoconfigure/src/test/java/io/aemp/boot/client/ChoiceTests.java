package io.aemp.boot.client;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The rules by which members are chosen. */
class ChoiceTests {

	private static final List<String> MEMBERS = IntStream.range(0, 10).mapToObj((i) -> "node" + i + "#aB3x.0").toList();

	@Test
	void oneAfterTheOther() {
		Choice choice = new RoundRobin();
		assertThat(Stream.generate(() -> choice.choose(MEMBERS, null)).limit(20))
			.containsOnly(MEMBERS.toArray(String[]::new))
			.hasSize(20)
			.startsWith(MEMBERS.get(0), MEMBERS.get(1));
	}

	@Test
	void theNearest() {
		Choice choice = new Nearest((member) -> member.startsWith("node3") || member.startsWith("node7"));
		assertThat(Stream.generate(() -> choice.choose(MEMBERS, null)).limit(10)).containsOnly(MEMBERS.get(3),
				MEMBERS.get(7));
		assertThat(Stream.generate(() -> choice.choose(MEMBERS.subList(0, 2), null)).limit(10))
			.containsOnly(MEMBERS.get(0), MEMBERS.get(1));
	}

	@Test
	void theLeastBusy() {
		Choice choice = new LeastBusy();
		MEMBERS.forEach(choice::begin);
		choice.begin(MEMBERS.get(1));
		choice.end(MEMBERS.get(4));
		assertThat(Stream.generate(() -> choice.choose(MEMBERS, null)).limit(10)).containsOnly(MEMBERS.get(4));
		choice.begin(MEMBERS.get(4));
		assertThat(Stream.generate(() -> choice.choose(MEMBERS, null)).limit(20)).hasSize(20)
			.doesNotContain(MEMBERS.get(1));
	}

	@Test
	void aKeyKeepsItsMemberWhenOthersComeAndGo() {
		Choice choice = new ByKey();
		Map<String, Integer> shares = new HashMap<>();
		List<String> fewer = MEMBERS.subList(0, 9);
		for (int i = 0; i < 10_000; i++) {
			String key = "customer-" + i;
			String member = choice.choose(MEMBERS, key);
			shares.merge(member, 1, Integer::sum);
			if (fewer.contains(member)) {
				assertThat(choice.choose(fewer, key)).isEqualTo(member);
			}
		}
		assertThat(shares).hasSize(10);
		assertThat(shares.values()).allMatch((share) -> share > 850 && share < 1150);
	}

	@Test
	void theChoiceByAKeyIsTheSameInEachProcess() {
		assertThat(Stream.of("a", "b", "42", "\u00e4\u20ac").map((key) -> new ByKey().choose(MEMBERS, key)))
			.containsExactly("node8#aB3x.0", "node1#aB3x.0", "node4#aB3x.0", "node1#aB3x.0");
	}

}
