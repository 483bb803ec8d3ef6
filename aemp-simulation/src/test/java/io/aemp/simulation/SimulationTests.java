package io.aemp.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.aemp.Message;
import io.aemp.Network;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.Reason;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Simulations as a user writes them. */
class SimulationTests {

	private static final Duration SOON = Duration.ofSeconds(10);

	private final List<String> heard = new ArrayList<>();

	@Test
	void callIsAnswered() {
		try (Simulation simulation = Simulation.of(1)) {
			Node a = simulation.node("a");
			Node b = simulation.node("b", (node) -> node.seeds("a:4040"));
			Port echo = a.open((message) -> a.send(message.text(1), message.text(0)));
			assertThat(simulation.await(b.call(echo.id(), "hello"), SOON).text(0)).isEqualTo("hello");
			assertThat(simulation.time()).isLessThan(Duration.ofSeconds(1));
			simulation.runUntil(() -> b.network().primary().isPresent(), SOON);
		}
	}

	@Test
	void crashIsNoticedAtOnceAndPartitionIsHealed() {
		try (Simulation simulation = Simulation.of(2)) {
			Node a = simulation.node("a");
			Node b = simulation.node("b", (node) -> node.seeds("a:4040"));
			Port port = a.open((message) -> this.heard.add(message.text(0)));
			b.monitor(port.id(), (reason) -> this.heard.add(reason.identifier()));
			simulation.run(SOON);
			simulation.network().partition(Set.of("a"), Set.of("b"));
			b.send(port.id(), "through");
			simulation.run(Duration.ofSeconds(2));
			assertThat(this.heard).isEmpty();
			simulation.network().heal();
			simulation.run(SOON);
			assertThat(this.heard).containsExactly("through");
			simulation.crash(a);
			simulation.run(Duration.ofSeconds(1));
			assertThat(this.heard).containsExactly("through", Reason.TRANSPORT_ERROR);
			Node again = simulation.restart(a);
			simulation.runUntil(() -> b.network().isUp("a"), SOON.multipliedBy(10));
			assertThat(again.network().role()).isEqualTo(Network.Role.GLOBAL);
		}
	}

	@Test
	void closedNodeSaysGoodbye() {
		try (Simulation simulation = Simulation.of(3)) {
			Node a = simulation.node("a");
			Node b = simulation.node("b", (node) -> node.seeds("a:4040"));
			Port port = a.open((message) -> this.heard.add(message.text(0)));
			b.monitor(port.id(), (reason) -> this.heard.add(reason.identifier()));
			simulation.run(SOON);
			a.close();
			simulation.run(SOON);
			assertThat(this.heard).containsExactly(Reason.NODE_CLOSED);
			assertThat(simulation.network().connections()).isZero();
		}
	}

}
