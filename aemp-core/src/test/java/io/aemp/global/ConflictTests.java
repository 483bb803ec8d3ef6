package io.aemp.global;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import io.aemp.NodeConfiguration.GlobalMode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Several nodes set the same subkey. The last set shows everywhere; if none was the last,
 * because the network was divided, all global nodes come to the same choice between two
 * values. The protocol has no clock, so some things stay undefined: sets at the very same
 * time in a whole network, three and more values after a division, a node that attaches
 * with its own value while others join, and which of several others shows when the owner
 * of the shown one deletes it.
 */
class ConflictTests {

	private static final int RUNS = 200;

	private static final List<String> SEEDS = List.of("seed0", "seed1", "seed2");

	@Test
	void lastSetShowsEverywhereAndDividedNetworkAgrees() {
		for (int seed = 0; seed < RUNS; seed++) {
			Random random = new Random(seed);
			SimulatedNetwork network = new SimulatedNetwork(random);
			List<String> ids = start(network, random);
			network.settle();
			for (int i = 0; i < 6; i++) {
				String last = ids.get(random.nextInt(ids.size()));
				network.node(last).set("f", "k", (long) i);
				network.settle();
				assertAllShow(network, (long) i, "seed " + seed);
			}
			ids.forEach((id) -> network.node(id).delete("f", "k"));
			network.settle();
			divide(network, random, ids);
			network.healAll();
			network.settle();
			Object shown = network.nodes().get(0).ask("f").get("k");
			assertAllShow(network, shown, "divided, seed " + seed);
		}
	}

	private static List<String> start(SimulatedNetwork network, Random random) {
		List<String> ids = new ArrayList<>(SEEDS);
		SEEDS.forEach((seed) -> network.start(seed, GlobalMode.ALWAYS, SEEDS.toArray(String[]::new)));
		for (int i = random.nextInt(4); i > 0; i--) {
			String seed = SEEDS.get(random.nextInt(SEEDS.size()));
			ids.add(seed + "/node" + i);
			network.start(seed + "/node" + i, GlobalMode.AUTO, seed);
		}
		return ids;
	}

	/** Both parts of the network set the subkey, one after the other. */
	private static void divide(SimulatedNetwork network, Random random, List<String> ids) {
		List<String> seeds = new ArrayList<>(SEEDS);
		Collections.shuffle(seeds, random);
		String alone = seeds.get(0);
		List<String> left = ids.stream().filter((id) -> id.startsWith(alone)).toList();
		List<String> right = ids.stream().filter((id) -> !id.startsWith(alone)).toList();
		left.forEach((a) -> right.forEach((b) -> network.cut(a, b)));
		network.settle();
		network.node(left.get(random.nextInt(left.size()))).set("f", "k", "left");
		network.settle();
		network.node(right.get(random.nextInt(right.size()))).set("f", "k", "right");
		network.settle();
	}

	private static void assertAllShow(SimulatedNetwork network, Object value, String description) {
		for (SimulatedNode node : network.nodes()) {
			assertThat(node.ask("f")).as(description + " on " + node).containsEntry("k", value);
		}
	}

}
