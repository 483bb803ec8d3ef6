package io.aemp.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import io.aemp.Network.Role;
import io.aemp.Node;
import io.aemp.NodeConfiguration.GlobalMode;
import io.aemp.NodeConfigurationBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Networks whose seeds are gone: the nodes that are left go on as one network, and are
 * one with the seeds again when these are back.
 */
class StandInTests {

	private static final String FAMILY = "members";

	private static final Duration MINUTE = Duration.ofMinutes(1);

	/** Longer than a node waits for a seed, and than it takes to find all others then. */
	private static final Duration OUTAGE = Duration.ofMinutes(3);

	private final Simulation simulation = Simulation.of(17);

	private final SimulatedNetwork network = this.simulation.network();

	private final List<Node> seeds = new ArrayList<>();

	private final List<Node> nodes = new ArrayList<>();

	@AfterEach
	void end() {
		this.simulation.close();
	}

	private void start(int seeds, int nodes) {
		List<String> addresses = new ArrayList<>();
		for (int i = 0; i < seeds; i++) {
			addresses.add("s" + i + ":4040");
		}
		for (int i = 0; i < seeds; i++) {
			this.seeds.add(member(this.simulation.node("s" + i, (builder) -> builder.seeds(addresses))));
		}
		for (int i = 0; i < nodes; i++) {
			add("n%02d".formatted(i), (builder) -> builder.seeds(addresses));
		}
		this.simulation.run(MINUTE);
		assertOneNetwork(all());
	}

	private Node add(String host, UnaryOperator<NodeConfigurationBuilder> customizer) {
		Node node = member(this.simulation.node(host, customizer));
		this.nodes.add(node);
		return node;
	}

	private Node member(Node node) {
		node.database().set(FAMILY, node.id());
		node.database().monitor(FAMILY, (change) -> {
		});
		return node;
	}

	private List<Node> all() {
		List<Node> all = new ArrayList<>(this.seeds);
		all.addAll(this.nodes);
		return all;
	}

	private void loseSeeds() {
		this.seeds.forEach(this.simulation::crash);
	}

	private void restartSeeds() {
		this.seeds.replaceAll((seed) -> member(this.simulation.restart(seed)));
	}

	private static Set<String> ids(Collection<Node> nodes) {
		return nodes.stream().map(Node::id).collect(Collectors.toCollection(TreeSet::new));
	}

	private static List<Node> globals(Collection<Node> nodes) {
		return nodes.stream().filter((node) -> node.network().role() == Role.GLOBAL).toList();
	}

	/** Each sees all that the others have, and nothing else. */
	private void assertOneNetwork(Collection<Node> members) {
		for (Node node : members) {
			assertThat(node.network().role()).as(node.id()).isIn(Role.GLOBAL, Role.ATTACHED);
			assertThat(this.simulation.await(node.database().keys(FAMILY), MINUTE)).as("asked by " + node.id())
				.containsExactlyInAnyOrderElementsOf(ids(members));
			assertThat(node.database().snapshot(FAMILY).keySet()).as("monitored by " + node.id())
				.isEqualTo(ids(members));
		}
	}

	@Test
	void survivorsAreOneNetworkWhenAllSeedsAreLostForGood() {
		start(3, 10);
		loseSeeds();
		this.simulation.run(OUTAGE);
		assertOneNetwork(this.nodes);
		assertThat(ids(globals(this.nodes))).containsExactly("n00");
		this.nodes.get(7).database().set(FAMILY, "new");
		this.simulation.run(MINUTE);
		assertThat(this.simulation.await(this.nodes.get(3).database().keys(FAMILY), MINUTE)).contains("new");
	}

	@Test
	void plainNodeComesBackWithASeed() {
		this.network.plain("n05");
		start(2, 6);
		Node plain = this.nodes.get(5);
		loseSeeds();
		this.simulation.run(OUTAGE);
		assertThat(plain.network().role()).isEqualTo(Role.DETACHED);
		assertOneNetwork(this.nodes.subList(0, 5));
		restartSeeds();
		this.simulation.run(OUTAGE);
		assertOneNetwork(all());
	}

	@Test
	void standInThatIsLostIsReplacedByTheNextOne() {
		start(1, 6);
		loseSeeds();
		this.simulation.run(OUTAGE);
		for (int i = 0; i < 3; i++) {
			this.simulation.crash(this.nodes.remove(0));
			this.simulation.run(OUTAGE);
			assertOneNetwork(this.nodes);
			assertThat(ids(globals(this.nodes))).containsExactly(this.nodes.get(0).id());
		}
	}

	@Test
	void seedThatRestartsSoonChangesNothing() {
		start(1, 6);
		for (int i = 0; i < 3; i++) {
			loseSeeds();
			this.simulation.run(Duration.ofSeconds(20));
			assertThat(globals(this.nodes)).isEmpty();
			restartSeeds();
			this.simulation.run(MINUTE);
			assertOneNetwork(all());
			assertThat(globals(all())).isEqualTo(this.seeds);
		}
	}

	@Test
	void tenOutagesLeaveNoMoreGlobalNodesThanBefore() {
		start(2, 8);
		for (int i = 0; i < 10; i++) {
			loseSeeds();
			this.simulation.run(OUTAGE);
			assertOneNetwork(this.nodes);
			assertThat(globals(this.nodes)).hasSizeBetween(1, 5);
			restartSeeds();
			this.simulation.run(OUTAGE);
			assertOneNetwork(all());
			assertThat(globals(all())).as("after outage " + i).isEqualTo(this.seeds);
		}
	}

	@Test
	void seedThatIsUpForAMomentLeavesNoDifferentLists() {
		start(1, 8);
		for (int i = 0; i < 4; i++) {
			loseSeeds();
			this.simulation.run(Duration.ofSeconds(40));
			restartSeeds();
			this.simulation.runUntil(() -> this.nodes.stream().anyMatch((node) -> node.network().isUp("s0")), OUTAGE);
		}
		loseSeeds();
		this.simulation.run(OUTAGE);
		assertOneNetwork(this.nodes);
		restartSeeds();
		this.simulation.run(OUTAGE);
		assertOneNetwork(all());
		assertThat(globals(all())).isEqualTo(this.seeds);
	}

	@Test
	void seedsThatAreLostOneAfterTheOtherLeaveOneNetwork() {
		start(3, 12);
		for (Node seed : this.seeds) {
			this.simulation.crash(seed);
			this.simulation.run(Duration.ofMillis(3));
		}
		this.simulation.run(OUTAGE);
		assertOneNetwork(this.nodes);
	}

	@Test
	void eachPartOfADividedNetworkGoesOn() {
		start(1, 8);
		List<Node> part = List.copyOf(this.nodes.subList(0, 4));
		List<Node> rest = new ArrayList<>(this.nodes.subList(4, 8));
		rest.addAll(this.seeds);
		this.network.partition(ids(part), ids(rest));
		this.simulation.run(OUTAGE);
		assertOneNetwork(part);
		assertOneNetwork(rest);
		assertThat(globals(part)).hasSize(1);
		this.network.heal();
		this.simulation.run(OUTAGE);
		assertOneNetwork(all());
		assertThat(globals(all())).isEqualTo(this.seeds);
	}

	@Test
	void standInThatSeesTheSeedsServesThoseThatDoNot() {
		start(1, 6);
		List<String> blind = List.of("n03", "n04", "n05");
		this.network.partition(blind, List.of("s0"));
		this.simulation.run(OUTAGE);
		assertOneNetwork(all());
		assertThat(ids(globals(all()))).containsExactly("n00", "s0");
		this.network.heal();
		this.simulation.run(OUTAGE);
		assertOneNetwork(all());
		assertThat(globals(all())).isEqualTo(this.seeds);
	}

	@Test
	void nodeThatMustNotBeGlobalIsNotAsked() {
		add("a-private", (builder) -> builder.seeds("s0:4040").binds());
		add("b-never", (builder) -> builder.seeds("s0:4040").globalMode(GlobalMode.NEVER));
		start(1, 3);
		loseSeeds();
		this.simulation.run(Duration.ofSeconds(36));
		assertThat(ids(globals(this.nodes))).containsExactly("n00");
		this.simulation.run(OUTAGE);
		assertOneNetwork(this.nodes);
	}

	@Test
	void globalNodesThatAreNoSeedsBelongToTheNetworkThatIsLeft() {
		add("x-global", (builder) -> builder.seeds("s0:4040").globalMode(GlobalMode.ALWAYS));
		start(1, 6);
		loseSeeds();
		this.simulation.run(OUTAGE);
		assertOneNetwork(this.nodes);
	}

	@Test
	void fiftyNodesNeedNoMoreThanFiveGlobalOnes() {
		start(3, 50);
		this.simulation.delays(Duration.ofMillis(500));
		loseSeeds();
		this.simulation.run(OUTAGE);
		assertOneNetwork(this.nodes);
		assertThat(globals(this.nodes)).hasSizeBetween(1, 5);
	}

}
