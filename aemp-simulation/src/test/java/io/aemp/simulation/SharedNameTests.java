package io.aemp.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import io.aemp.Network;
import io.aemp.Node;
import io.aemp.NodeConfigurationBuilder;
import io.aemp.NodeConfiguration.GlobalMode;
import io.aemp.runtime.ManagedNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Nodes that find each other, and themselves, behind one name. */
class SharedNameTests {

	private static final Duration LONG = Duration.ofMinutes(2);

	private static String[] pods(int count) {
		return IntStream.range(0, count).mapToObj("pod%02d"::formatted).toArray(String[]::new);
	}

	private static List<ManagedNode> start(Simulation simulation, String[] pods,
			UnaryOperator<NodeConfigurationBuilder> customizer) {
		List<ManagedNode> nodes = new ArrayList<>();
		for (String pod : pods) {
			nodes.add(simulation.node(pod, customizer));
		}
		return nodes;
	}

	private static List<String> keys(Simulation simulation, Node node) {
		return simulation.await(node.database().keys("family"), LONG);
	}

	private static void awaitOneNetwork(Simulation simulation, List<ManagedNode> nodes) {
		nodes.forEach((node) -> node.database().set("family", node.id()));
		List<String> all = nodes.stream().map(Node::id).sorted().toList();
		nodes.forEach((node) -> simulation.runUntil(() -> keys(simulation, node).stream().sorted().toList().equals(all),
				LONG));
	}

	private static long globals(List<ManagedNode> nodes) {
		return nodes.stream().filter((node) -> node.network().role() == Network.Role.GLOBAL).count();
	}

	@ParameterizedTest
	@ValueSource(strings = { "headless:4040", "dns:headless:4040", "srv:_aemp._tcp.headless" })
	void fewOfManyPodsBecomeGlobal(String seed) {
		try (Simulation simulation = Simulation.of(1)) {
			String[] pods = pods(50);
			simulation.network().name("headless", pods);
			simulation.network().name("_aemp._tcp.headless", pods);
			List<ManagedNode> nodes = start(simulation, pods, (builder) -> builder.seeds(seed));
			awaitOneNetwork(simulation, nodes);
			assertThat(globals(nodes)).isBetween(1L, 5L);
			simulation.run(LONG);
			assertThat(globals(nodes)).isBetween(1L, 5L);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "headless:4040", "dns:headless:4040" })
	void podsThatAppearOneAfterTheOtherAreOneNetwork(String seed) {
		try (Simulation simulation = Simulation.of(2)) {
			String[] pods = pods(8);
			List<ManagedNode> nodes = new ArrayList<>();
			for (int i = pods.length - 1; i >= 0; i--) {
				List<String> known = new ArrayList<>(nodes.stream().map(Node::id).toList());
				known.add(pods[i]);
				simulation.network().name("headless", known.toArray(String[]::new));
				nodes.add(simulation.node(pods[i], (builder) -> builder.seeds(seed)));
				simulation.run(Duration.ofSeconds(5));
			}
			awaitOneNetwork(simulation, nodes);
			assertThat(globals(nodes)).isBetween(1L, 5L);
		}
	}

	@Test
	void pairsThatHaveMetApartFindEachOther() {
		try (Simulation simulation = Simulation.of(3)) {
			simulation.network().name("headless", "pod03", "pod02");
			List<ManagedNode> nodes = new ArrayList<>();
			for (String pod : List.of("pod02", "pod03")) {
				nodes.add(simulation.node(pod, (builder) -> builder.seeds("headless:4040")));
			}
			simulation.run(LONG);
			simulation.network().name("headless", "pod01", "pod00");
			for (String pod : List.of("pod00", "pod01")) {
				nodes.add(simulation.node(pod, (builder) -> builder.seeds("headless:4040")));
			}
			simulation.run(LONG);
			simulation.network().name("headless", pods(4));
			awaitOneNetwork(simulation, nodes);
		}
	}

	@Test
	void whoIsAloneBehindANameServesItself() {
		try (Simulation simulation = Simulation.of(4)) {
			simulation.network().name("seed", "pod00");
			Node alone = simulation.node("pod00", (builder) -> builder.seeds("seed:4040"));
			simulation.runUntil(() -> alone.network().role() == Network.Role.GLOBAL, Duration.ofSeconds(10));
			assertThat(alone.network().seeds()).containsExactly("seed:4040");
			Node other = simulation.node("other", (builder) -> builder.seeds("seed:4040"));
			simulation.runUntil(() -> other.network().primary().orElse("").equals("pod00"), Duration.ofSeconds(10));
		}
	}

	@Test
	void whoIsNotBehindTheNameWaitsForThoseWhoAre() {
		try (Simulation simulation = Simulation.of(5)) {
			Node client = simulation.node("client", (builder) -> builder.seeds("dns:headless:4040"));
			simulation.run(LONG);
			assertThat(client.network().role()).isEqualTo(Network.Role.DETACHED);
			simulation.network().name("headless", "pod00");
			simulation.node("pod00", (builder) -> builder.seeds("dns:headless:4040"));
			simulation.runUntil(() -> client.network().role() == Network.Role.ATTACHED, LONG);
		}
	}

	@Test
	void nodesThatMustNotBeGlobalArePassedOver() {
		try (Simulation simulation = Simulation.of(6)) {
			String[] pods = pods(4);
			simulation.network().name("headless", pods);
			List<ManagedNode> nodes = new ArrayList<>();
			for (String pod : pods) {
				nodes.add(simulation.node(pod, (builder) -> builder.seeds("dns:headless:4040")
					.globalMode(pod.compareTo("pod02") < 0 ? GlobalMode.NEVER : GlobalMode.AUTO)));
			}
			awaitOneNetwork(simulation, nodes);
			assertThat(nodes.get(0).network().role()).isEqualTo(Network.Role.ATTACHED);
			assertThat(nodes.get(1).network().role()).isEqualTo(Network.Role.ATTACHED);
		}
	}

	@Test
	void anotherTakesOverWhenTheOnlyGlobalPodIsGone() {
		try (Simulation simulation = Simulation.of(7)) {
			String[] pods = pods(10);
			simulation.network().name("headless", pods);
			List<ManagedNode> nodes = start(simulation, pods, (builder) -> builder.seeds("dns:headless:4040"));
			for (int outage = 0; outage < 3; outage++) {
				awaitOneNetwork(simulation, nodes);
				List<ManagedNode> globals = nodes.stream()
					.filter((node) -> node.network().role() == Network.Role.GLOBAL)
					.toList();
				globals.forEach(simulation::crash);
				nodes.removeAll(globals);
			}
			awaitOneNetwork(simulation, nodes);
		}
	}

	@Test
	void podThatChangesItsAddressIsFoundAgain() {
		try (Simulation simulation = Simulation.of(8)) {
			simulation.network().name("headless", "pod00");
			Node client = simulation.node("client", (builder) -> builder.seeds("dns:headless:4040"));
			ManagedNode first = simulation.node("pod00", (builder) -> builder.seeds("dns:headless:4040"));
			simulation.runUntil(() -> client.network().primary().isPresent(), LONG);
			simulation.crash(first);
			simulation.network().name("headless", "pod01");
			simulation.node("pod01", (builder) -> builder.seeds("dns:headless:4040"));
			simulation.runUntil(() -> client.network().primary().orElse("").equals("pod01"), LONG);
		}
	}

}
