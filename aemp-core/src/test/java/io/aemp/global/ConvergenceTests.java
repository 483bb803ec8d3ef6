package io.aemp.global;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

import io.aemp.Network;
import io.aemp.NodeConfiguration.GlobalMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Contract C10: when the network is whole and quiet, all global nodes hold the same
 * merged database, every monitor has seen its latest state, and all nodes form one
 * network again. Each run draws a topology and a story of sets, deletes, monitors, cuts
 * and crashes.
 */
class ConvergenceTests {

	private static final int RUNS = 300;

	private static final int EVENTS = 80;

	private static final List<String> FAMILIES = List.of("workers", "chat", "f");

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void networkThatIsWholeAndQuietConverges(boolean conflicts) {
		tell(conflicts, false);
	}

	/** Some nodes get other seeds of the same network, or none for a while. */
	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void networkConvergesThoughSeedsChange(boolean conflicts) {
		tell(conflicts, true);
	}

	private static void tell(boolean conflicts, boolean changing) {
		for (int seed = 0; seed < RUNS; seed++) {
			Story story = new Story(seed, conflicts, changing);
			try {
				story.tell();
			}
			catch (Throwable ex) {
				throw new AssertionError(
						"Seed " + seed + ", conflicts " + conflicts + ", changing " + changing + ": " + story.topology,
						ex);
			}
		}
	}

	private static final class Story {

		private final Random random;

		private final boolean conflicts;

		private final boolean changing;

		private final SimulatedNetwork network;

		private final Map<String, GlobalMode> modes = new TreeMap<>();

		private final Map<String, String[]> seeds = new TreeMap<>();

		private final List<String> commonSeeds = new ArrayList<>();

		private final List<String> topology = new ArrayList<>();

		private Story(long seed, boolean conflicts, boolean changing) {
			this.random = new Random(seed);
			this.conflicts = conflicts;
			this.changing = changing;
			this.network = new SimulatedNetwork(this.random);
		}

		void tell() {
			draw();
			this.modes.keySet().forEach(this::start);
			for (int i = 0; i < EVENTS; i++) {
				event();
				this.network.run(this.random.nextInt(40));
			}
			this.network.healAll();
			this.modes.keySet().stream().filter((id) -> this.network.node(id) == null).forEach(this::start);
			this.network.nodes().forEach((node) -> changeSeeds(node, 1));
			this.network.settle();
			verify();
		}

		private void draw() {
			if (this.random.nextInt(3) == 0) {
				drawTree();
			}
			else {
				drawCommonSeeds();
			}
		}

		/** Seeds are shared through others: each node has some earlier ones as seeds. */
		private void drawTree() {
			int nodes = 2 + this.random.nextInt(5);
			List<String> earlier = new ArrayList<>();
			for (int i = 0; i < nodes; i++) {
				List<String> some = new ArrayList<>(earlier);
				while (some.size() > 1 && this.random.nextInt(3) > 0) {
					some.remove(this.random.nextInt(some.size()));
				}
				describe("node" + i, this.random.nextBoolean() ? GlobalMode.AUTO : GlobalMode.ALWAYS, some);
				earlier.add("node" + i);
			}
		}

		private void drawCommonSeeds() {
			int seedNodes = 1 + this.random.nextInt(3);
			int others = this.random.nextInt(5);
			List<String> all = new ArrayList<>();
			for (int i = 0; i < seedNodes; i++) {
				all.add("seed" + i);
			}
			this.commonSeeds.addAll(all);
			for (String id : all) {
				boolean itself = this.random.nextBoolean();
				describe(id, this.random.nextBoolean() ? GlobalMode.AUTO : GlobalMode.ALWAYS,
						all.stream().filter((seed) -> itself || !seed.equals(id)).toList());
			}
			for (int i = 0; i < others; i++) {
				GlobalMode[] modes = GlobalMode.values();
				describe("node" + i, modes[this.random.nextInt(modes.length)], someSeeds(1));
			}
		}

		private List<String> someSeeds(int least) {
			List<String> some = new ArrayList<>(this.commonSeeds);
			while (some.size() > least && this.random.nextBoolean()) {
				some.remove(this.random.nextInt(some.size()));
			}
			return some;
		}

		/** The common seeds themselves keep theirs, so that they stay one network. */
		private void changeSeeds(SimulatedNode node, int least) {
			if (this.changing && !this.commonSeeds.isEmpty() && !this.commonSeeds.contains(node.id())) {
				List<String> some = someSeeds(least);
				this.seeds.put(node.id(), some.toArray(String[]::new));
				node.changeSeeds(some);
			}
		}

		private void describe(String id, GlobalMode mode, List<String> seeds) {
			this.modes.put(id, mode);
			this.seeds.put(id, seeds.toArray(String[]::new));
			this.topology.add(id + " " + mode + " " + seeds);
		}

		private void start(String id) {
			SimulatedNode node = this.network.start(id, this.modes.get(id), this.seeds.get(id));
			FAMILIES.stream().filter((family) -> this.random.nextBoolean()).forEach(node::monitor);
		}

		private void event() {
			List<SimulatedNode> nodes = this.network.nodes();
			SimulatedNode node = nodes.isEmpty() ? null : nodes.get(this.random.nextInt(nodes.size()));
			SimulatedNode other = nodes.isEmpty() ? null : nodes.get(this.random.nextInt(nodes.size()));
			int dice = this.random.nextInt(100);
			String family = FAMILIES.get(this.random.nextInt(FAMILIES.size()));
			if (this.changing && node != null && this.random.nextInt(10) == 0) {
				changeSeeds(node, 0);
			}
			else if (node == null || dice < 5) {
				this.modes.keySet()
					.stream()
					.filter((id) -> this.network.node(id) == null)
					.findAny()
					.ifPresent(this::start);
			}
			else if (dice < 50) {
				node.set(family, subkey(node), (long) this.random.nextInt(3));
			}
			else if (dice < 70) {
				node.delete(family, subkey(node), subkey(node));
			}
			else if (dice < 75) {
				node.monitor(family);
			}
			else if (dice < 78 && !node.monitors().isEmpty()) {
				node.monitors().remove(this.random.nextInt(node.monitors().size())).close();
			}
			else if (dice < 88 && node != other) {
				this.network.cut(node.id(), other.id());
			}
			else if (dice < 94) {
				this.network.healAll();
			}
			else if (dice < 97) {
				this.network.crash(node.id());
			}
		}

		private String subkey(SimulatedNode node) {
			return (this.conflicts ? "" : node.id() + "#") + this.random.nextInt(4);
		}

		private void verify() {
			List<SimulatedNode> nodes = this.network.nodes();
			assertThat(nodes.stream().filter((node) -> node.role() == Network.Role.GLOBAL)).isNotEmpty();
			for (SimulatedNode node : nodes) {
				assertThat(node.role()).as(node.id()).isIn(Network.Role.GLOBAL, Network.Role.ATTACHED);
				FAMILIES.forEach((family) -> verifyFamily(node, family));
				assertThat(node.ask("'l").keySet()).as("listeners on " + node).isEqualTo(this.modes.keySet());
			}
			verifyMesh(nodes);
			for (SimulatedNode node : nodes) {
				for (ReplayedMonitor monitor : node.monitors()) {
					assertThat(monitor.calls()).as("calls on " + node).isPositive();
					assertThat(monitor.contents()).as("monitor of " + monitor.family() + " on " + node)
						.isEqualTo(node.ask(monitor.family()));
				}
			}
		}

		private void verifyFamily(SimulatedNode node, String family) {
			Map<String, Set<Object>> expected = new HashMap<>();
			for (SimulatedNode owner : this.network.nodes()) {
				owner.own()
					.getOrDefault(family, Map.of())
					.forEach((subkey, value) -> expected.computeIfAbsent(subkey, (key) -> new HashSet<>()).add(value));
			}
			Map<String, Object> found = node.ask(family);
			assertThat(found.keySet()).as(family + " on " + node).isEqualTo(expected.keySet());
			found.forEach(
					(subkey, value) -> assertThat(expected.get(subkey)).as(subkey + " on " + node).contains(value));
		}

		private void verifyMesh(List<SimulatedNode> nodes) {
			List<SimulatedNode> globals = nodes.stream().filter((node) -> node.role() == Network.Role.GLOBAL).toList();
			Set<String> ids = new HashSet<>(globals.stream().map(SimulatedNode::id).toList());
			for (SimulatedNode node : globals) {
				assertThat(node.ask("'g").keySet()).as("global nodes on " + node).isEqualTo(ids);
				assertThat(node.ask("'l")).as("listeners on " + node).isEqualTo(globals.get(0).ask("'l"));
				Set<String> others = new HashSet<>(ids);
				others.remove(node.id());
				assertThat(node.connected()).as("connections of " + node).containsAll(others);
			}
		}

	}

}
