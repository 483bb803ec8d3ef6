package io.aemp.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.aemp.FailureDetector;
import io.aemp.Node;
import io.aemp.NodeConfiguration.GlobalMode;
import io.aemp.NodeConfigurationBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What random stories have found about C10, each told by itself. Nobody detects failures
 * here, so that all depends on what TCP does.
 */
class FoundConvergenceTests {

	private static final Duration MINUTE = Duration.ofMinutes(1);

	/** As long as it takes TCP to give up an idle connection, and to spare. */
	private static final Duration HOURS = Duration.ofHours(3);

	private final Simulation simulation = Simulation.of(11);

	private final SimulatedNetwork network = this.simulation.network();

	@AfterEach
	void end() {
		this.simulation.close();
	}

	private static NodeConfigurationBuilder global(NodeConfigurationBuilder node) {
		return node.globalMode(GlobalMode.ALWAYS).failureDetector(FailureDetector.OFF);
	}

	private Map<String, Object> entries(Node node) {
		return this.simulation.await(node.database().entries("workers"), MINUTE);
	}

	/**
	 * The seed dies before it has read everything, so its kernel sends a reset and no
	 * end; and that is lost on the way.
	 */
	private Node[] seedWhoseResetIsLost() {
		Node[] nodes = seedThatIsStopped();
		nodes[1].send(nodes[0].id(), "devnull");
		this.simulation.run(MINUTE);
		this.network.block("a", "b");
		this.simulation.crash(nodes[0]);
		this.simulation.run(Duration.ofSeconds(1));
		return nodes;
	}

	private Node[] seedThatIsStopped() {
		Node seed = this.simulation.node("a", FoundConvergenceTests::global);
		Node other = this.simulation.node("b", (node) -> global(node).seeds("a:4040"));
		this.simulation.runUntil(() -> seed.network().isUp("b"), MINUTE);
		seed.database().set("workers", "old", 1);
		other.database().set("workers", "own", 2);
		this.simulation.run(MINUTE);
		assertThat(entries(other)).containsOnlyKeys("old", "own");
		this.simulation.stop(seed);
		return new Node[] { seed, other };
	}

	/** The other node kept a connection that nothing came of, and refused the new one. */
	@Test
	void connectionWhoseResetWasLostIsFoundDeadInTheEnd() {
		Node[] nodes = seedWhoseResetIsLost();
		this.network.heal();
		Node again = this.simulation.restart(nodes[0]);
		this.simulation.run(MINUTE);
		assertThat(this.network.hasDeadConnections()).isTrue();
		this.simulation.run(HOURS);
		assertThat(this.network.hasDeadConnections()).isFalse();
		for (Node node : List.of(again, nodes[1])) {
			assertThat(entries(node)).containsOnlyKeys("own");
		}
	}

	/**
	 * What nobody acknowledges is sent again, and each time it is answered by a reset.
	 */
	@Test
	void resetIsSentAgainToWhoeverHasSentSomething() {
		Node[] nodes = seedWhoseResetIsLost();
		nodes[1].database().set("workers", "later", 3);
		this.simulation.run(Duration.ofSeconds(1));
		this.network.heal();
		Node again = this.simulation.restart(nodes[0]);
		this.simulation.run(MINUTE);
		assertThat(this.network.hasDeadConnections()).isFalse();
		for (Node node : List.of(again, nodes[1])) {
			assertThat(entries(node)).containsOnlyKeys("own", "later");
		}
	}

	/** It has arrived and was taken, but nobody could say so before the process died. */
	@Test
	void resetIsSentAgainToWhoeverWasNotAcknowledged() {
		Node[] nodes = seedThatIsStopped();
		this.network.block("a", "b");
		nodes[1].database().set("workers", "later", 3);
		this.simulation.run(Duration.ofSeconds(1));
		this.simulation.crash(nodes[0]);
		this.simulation.run(Duration.ofSeconds(1));
		this.network.heal();
		Node again = this.simulation.restart(nodes[0]);
		this.simulation.run(MINUTE);
		assertThat(this.network.hasDeadConnections()).isFalse();
		for (Node node : List.of(again, nodes[1])) {
			assertThat(entries(node)).containsOnlyKeys("own", "later");
		}
	}

	/** One end gives up what it has sent; the other one has nothing to send. */
	@Test
	void endThatIsLeftAloneIsFoundDeadInTheEnd() {
		Node seed = this.simulation.node("a", FoundConvergenceTests::global);
		Node other = this.simulation.node("b", (node) -> global(node).seeds("a:4040"));
		this.simulation.runUntil(() -> seed.network().isUp("b"), MINUTE);
		this.network.partition(Set.of("a"), Set.of("b"));
		seed.database().set("workers", "early", 1);
		this.simulation.runUntil(() -> !seed.network().isUp("b"), HOURS);
		assertThat(other.network().isUp("a")).isTrue();
		this.network.heal();
		this.simulation.run(HOURS);
		assertThat(this.network.hasDeadConnections()).isFalse();
		assertThat(entries(other)).containsOnlyKeys("early");
	}

}
