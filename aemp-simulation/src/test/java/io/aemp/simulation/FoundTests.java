package io.aemp.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.aemp.Dispatcher;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.PortOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What random stories have found, each told by itself. */
class FoundTests {

	private static final Duration MOMENT = Duration.ofMillis(100);

	private static final Duration LONG = Duration.ofMinutes(1);

	private final List<String> seen = new ArrayList<>();

	private final List<Runnable> waiting = new ArrayList<>();

	private Simulation simulation;

	private Node a;

	/** On node a; runs only when it is told to. */
	private Port slow;

	/** On node b. */
	private Port port;

	@BeforeEach
	void begin() {
		this.simulation = Simulation.of(7);
		this.a = this.simulation.node("a");
		Node b = this.simulation.node("b", (node) -> node.seeds("a:4040"));
		this.slow = this.a.open(PortOptions.DEFAULTS.dispatcher(Dispatcher.of(this.waiting::add)));
		this.port = b.open((message) -> this.seen.add(message.text(0)));
		this.simulation.runUntil(() -> b.network().isUp("a"), LONG);
		this.simulation.run(MOMENT);
	}

	@AfterEach
	void end() {
		this.simulation.close();
	}

	private void runSlow() {
		// another thread hands the tasks to the executor
		this.simulation.run(MOMENT);
		List<Runnable> tasks = List.copyOf(this.waiting);
		this.waiting.clear();
		tasks.forEach(Runnable::run);
	}

	/** The guard was told first, and opened the gate for the port that was not. */
	@Test
	void monitorThatToldSomebodyElseDoesNotOpenTheGate() {
		this.slow.runInContext(() -> {
			this.a.monitor(this.port.id(), (reason) -> this.seen.add("told"));
			this.a.closeOnDeath(this.port.id(), () -> this.seen.add("closed"));
			this.a.send(this.port.id(), "first");
		});
		runSlow();
		this.simulation.run(MOMENT);
		this.slow.runInContext(() -> this.a.send(this.port.id(), "too late"));
		this.simulation.network().cut("a", "b");
		this.simulation.run(LONG);
		assertThat(this.seen).containsExactly("first", "closed");
		runSlow();
		this.simulation.run(LONG);
		assertThat(this.seen).containsExactly("first", "closed", "told");
	}

	/** The request was lost with the old connection, the monitor hung on the new one. */
	@Test
	void callThatIsMadeBeforeALossIsToldFailsWithIt() {
		this.slow.runInContext(() -> this.a.monitor(this.port.id(), (reason) -> this.seen.add("told")));
		runSlow();
		this.simulation.run(MOMENT);
		this.slow.runInContext(() -> this.a.call(this.port.id(), "question")
			.whenComplete((answer, failure) -> this.seen.add("call failed")));
		this.simulation.network().cut("a", "b");
		this.simulation.run(MOMENT);
		runSlow();
		this.simulation.run(LONG);
		assertThat(this.seen).containsExactlyInAnyOrder("told", "call failed");
	}

}
