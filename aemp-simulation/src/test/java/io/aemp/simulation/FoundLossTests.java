package io.aemp.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.aemp.FailureDetector;
import io.aemp.Limits;
import io.aemp.Message;
import io.aemp.NodeConfiguration.GlobalMode;
import io.aemp.NodeConfigurationBuilder;
import io.aemp.Port;
import io.aemp.UnsendableValueException;
import io.aemp.runtime.ManagedNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What random stories have found about losses, each told by itself. */
class FoundLossTests {

	private static final Duration MOMENT = Duration.ofMillis(100);

	private static final Duration LONG = Duration.ofMinutes(1);

	/** When the kernel of an idle host asks, it is answered or not. */
	private static final Duration HOURS = Duration.ofHours(3);

	private final List<String> seen = new ArrayList<>();

	private final Simulation simulation = Simulation.of(7);

	private final SimulatedNetwork network = this.simulation.network();

	@AfterEach
	void end() {
		this.simulation.close();
	}

	private static NodeConfigurationBuilder undetected(NodeConfigurationBuilder node) {
		return node.failureDetector(FailureDetector.OFF);
	}

	/** Two nodes that leave it to TCP to notice that the other is gone. */
	private ManagedNode undetected(ManagedNode a) {
		ManagedNode b = this.simulation.node("b", (node) -> undetected(node).seeds("a:4040"));
		this.simulation.runUntil(() -> a.network().isUp("b"), LONG);
		this.simulation.run(MOMENT);
		return b;
	}

	/** Its kernel resets what the process has not read, and the reset gets lost. */
	private void crashUnheard(ManagedNode a, ManagedNode b) {
		this.simulation.stop(b);
		a.send("b", "devnull");
		this.simulation.run(MOMENT);
		this.network.block("b", "a");
		this.simulation.crash(b);
		this.simulation.run(MOMENT);
	}

	@Test
	void resetThatIsLostIsNoticedByTheKernelOfAnIdleHost() {
		ManagedNode a = this.simulation.node("a", FoundLossTests::undetected);
		ManagedNode b = undetected(a);
		Port port = b.open((message) -> this.seen.add("answered"));
		a.call(port.id(), "question").whenComplete((answer, failure) -> this.seen.add("call failed"));
		a.monitor(port.id(), (reason) -> this.seen.add("told"));
		this.simulation.run(MOMENT);
		crashUnheard(a, b);
		this.network.heal();
		this.simulation.run(HOURS);
		assertThat(this.seen).containsExactlyInAnyOrder("answered", "call failed", "told");
	}

	@Test
	void whatIsSentToAClosedSocketIsAnsweredUntilTheSenderHears() {
		ManagedNode a = this.simulation.node("a", FoundLossTests::undetected);
		ManagedNode b = undetected(a);
		a.monitor(b.open((message) -> this.seen.add("heard")).id(), (reason) -> this.seen.add("told"));
		this.simulation.run(MOMENT);
		crashUnheard(a, b);
		a.send("b", "devnull");
		this.simulation.run(LONG);
		assertThat(this.seen).isEmpty();
		this.network.heal();
		this.simulation.run(LONG);
		assertThat(this.seen).containsExactly("told");
	}

	@Test
	void connectionThatOneSideGaveUpIsNoticedByTheKernelOfTheOther() {
		ManagedNode a = this.simulation.node("a", FoundLossTests::undetected);
		ManagedNode b = undetected(a);
		a.monitor("b", (reason) -> this.seen.add("a is told"));
		b.monitor("a", (reason) -> this.seen.add("b is told"));
		this.simulation.run(MOMENT);
		this.network.partition(Set.of("a"), Set.of("b"));
		b.send("a", "devnull");
		this.simulation.runUntil(() -> !this.seen.isEmpty(), HOURS);
		assertThat(this.seen).containsExactly("b is told");
		this.simulation.run(HOURS);
		assertThat(this.seen).containsExactly("b is told", "a is told");
	}

	/**
	 * The arbiter has decided for one connection, and the other node, which has not heard
	 * of that, greets over a second one. Then all is silent for a moment that must not be
	 * noticed: whichever moment that is.
	 */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void silenceWhileTwoNodesDialEachOtherIsNoLoss(boolean stop) {
		for (int between = 0; between <= 400; between += 200) {
			for (int until = 0; until <= 1500; until += 50) {
				dialEachOther(Duration.ofMillis(between), Duration.ofMillis(until), stop);
				assertThat(this.seen).as("silence %d ms after dials %d ms apart", until, between).isEmpty();
			}
		}
	}

	private void dialEachOther(Duration between, Duration until, boolean stop) {
		try (Simulation simulation = Simulation.of(11)) {
			simulation.network().latency(MOMENT, MOMENT);
			ManagedNode seed = simulation.node("s");
			ManagedNode a = simulation.node("a", (node) -> node.seeds("s:4040"));
			ManagedNode b = simulation.node("b", (node) -> node.seeds("s:4040"));
			simulation.runUntil(() -> seed.network().isUp("a") && seed.network().isUp("b"), LONG);
			simulation.run(LONG);
			b.monitor("a", (reason) -> this.seen.add("b: " + reason));
			simulation.run(between);
			a.monitor("b", (reason) -> this.seen.add("a: " + reason));
			simulation.run(until);
			if (stop) {
				simulation.stop(a);
			}
			else {
				simulation.network().partition(Set.of("a"), Set.of("b"));
			}
			simulation.run(Duration.ofMillis(2400));
			simulation.goOn(a);
			simulation.network().heal();
			simulation.run(LONG);
		}
	}

	/**
	 * Two nodes without an arbiter dial each other. What one has sent over the connection
	 * that it then left came late over that, after what it sent over the other one.
	 */
	@Test
	void plainNodesThatDialEachOtherKeepTheOrder() {
		for (int seed = 0; seed < 100; seed++) {
			assertThat(numbersThatArrive(seed)).as("seed %d", seed).isNotEmpty().isSorted();
		}
	}

	private static List<Long> numbersThatArrive(int seed) {
		List<Long> arrived = new ArrayList<>();
		try (Simulation simulation = Simulation.of(seed)) {
			simulation.network().latency(Duration.ofMillis(10), Duration.ofMillis(300));
			simulation.network().plain("a");
			simulation.network().plain("b");
			ManagedNode seedNode = simulation.node("s");
			ManagedNode a = simulation.node("a", (node) -> node.seeds("s:4040"));
			ManagedNode b = simulation.node("b", (node) -> node.seeds("s:4040"));
			simulation.runUntil(() -> seedNode.network().isUp("a") && seedNode.network().isUp("b"), LONG);
			simulation.run(LONG);
			simulation.slow(Work.LOOP, 20, Duration.ofMillis(300));
			Port port = b.open((message) -> arrived.add(message.integer(0)));
			a.monitor(port.id(), (reason) -> {
				// dials
			});
			b.monitor("a", (reason) -> {
				// dials
			});
			for (int i = 0; i < 300; i++) {
				a.send(port.id(), i);
				simulation.run(Duration.ofMillis(10));
			}
			simulation.run(LONG);
		}
		return arrived;
	}

	/**
	 * Where a node listens was told behind a change of the database, which was told
	 * behind a large message to a port, and that took longer than a dial may.
	 */
	@Test
	void largeMessageDoesNotKeepThoseWaitingWhoLookForANode() {
		this.network.latency(Duration.ofMillis(300), Duration.ofMillis(300));
		ManagedNode seed = this.simulation.node("s", (node) -> node.limits(Limits.builder().wholePacket(72).build()));
		ManagedNode a = this.simulation.node("a",
				(node) -> node.seeds("s:4040").globalMode(GlobalMode.NEVER).monitorTimeout(Duration.ofSeconds(8)));
		ManagedNode b = this.simulation.node("b", (node) -> node.seeds("s:4040").globalMode(GlobalMode.NEVER));
		Port port = a.open((message) -> this.seen.add("large message"));
		a.database().monitor("family", (change) -> {
		});
		this.simulation.run(LONG);
		seed.send(port.id(), "x".repeat(10_000));
		seed.database().set("family", "subkey", "x".repeat(100));
		this.simulation.run(Duration.ofSeconds(1));
		a.monitor(b.id(), (reason) -> this.seen.add("loss: " + reason));
		this.simulation.runUntil(() -> !this.seen.isEmpty(), Duration.ofMinutes(5));
		assertThat(this.seen).containsExactly("large message");
		assertThat(a.network().isUp(b.id())).isTrue();
	}

	/** Not found by a story: what the caller is told by an exception is told once. */
	@Test
	void callThatThrowsIsNotCalledBack() {
		ManagedNode a = this.simulation.node("a");
		Message unsendable = Message.of(new Object());
		assertThatExceptionOfType(UnsendableValueException.class).isThrownBy(() -> a.call("b#port", unsendable,
				(answer) -> this.seen.add("answered"), (failure) -> this.seen.add("failed")));
		this.simulation.run(LONG);
		assertThat(this.seen).isEmpty();
	}

}
