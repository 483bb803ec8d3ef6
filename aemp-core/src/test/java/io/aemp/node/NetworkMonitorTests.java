package io.aemp.node;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.aemp.Guard;
import io.aemp.Message;
import io.aemp.PeerEvent;
import io.aemp.Port;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a monitor of the network is told, and in which order. */
class NetworkMonitorTests extends TwoMemoryNodes {

	private static final Duration LONG = Duration.ofMinutes(1);

	/** More than it takes to connect two nodes, or to part them. */
	private static final int STEPS = 100;

	private final MemoryNode c = new MemoryNode("C", this.world, this.memory);

	private final List<PeerEvent> events = new ArrayList<>();

	private Guard monitor() {
		return this.a.network.view().monitor(this.events::add);
	}

	private void connect(String node) {
		this.a.network.connect(node);
		this.world.advance(LONG);
	}

	@Test
	void beginsWithTheNodesThatAreUpByNodeId() {
		connect("C");
		connect("B");
		monitor();
		assertThat(this.events).isEmpty();
		this.world.run();
		assertThat(this.events).containsExactly(new PeerEvent.Up("B"), new PeerEvent.Up("C"));
	}

	@Test
	void tellsANodeThatComesUpOnceWheneverTheMonitorBegins() {
		for (int step = 0; step < STEPS; step++) {
			NetworkMonitorTests test = new NetworkMonitorTests();
			test.a.network.connect("B");
			test.world.step(step);
			test.monitor();
			test.world.advance(LONG);
			assertThat(test.events).as("after %d steps", step).containsExactly(new PeerEvent.Up("B"));
		}
	}

	@Test
	void tellsANodeThatGoesDownAsUpBeforeOrNotAtAll() {
		Set<List<Class<?>>> stories = new HashSet<>();
		for (int step = 0; step < STEPS; step++) {
			NetworkMonitorTests test = new NetworkMonitorTests();
			test.connect("B");
			test.memory.cut("B");
			test.world.step(step);
			test.monitor();
			test.world.run();
			stories.add(test.events.stream().<Class<?>>map(PeerEvent::getClass).toList());
		}
		assertThat(stories).containsExactlyInAnyOrder(List.of(), List.of(PeerEvent.Up.class, PeerEvent.Down.class));
	}

	/** Only there is no change under way that a monitor could miss or hear of twice. */
	@Test
	void beginsOnTheControlExecutor() {
		connect("B");
		this.a.stop();
		monitor();
		this.world.run();
		assertThat(this.events).isEmpty();
		this.a.goOn();
		this.world.run();
		assertThat(this.events).containsExactly(new PeerEvent.Up("B"));
	}

	@Test
	void beginsWithTheNodesThatShouldNotGetMore() {
		connect("B");
		this.memory.stop("A");
		Port sink = this.b.open();
		for (int i = 0; i < 100; i++) {
			this.a.messenger.send(sink.id(), Message.of(new byte[100_000]));
		}
		this.world.run();
		monitor();
		this.world.run();
		assertThat(this.events).containsExactly(new PeerEvent.Up("B"), new PeerEvent.Writability("B", false));
		this.memory.goOn("A");
		this.world.run();
		assertThat(this.events).containsExactly(new PeerEvent.Up("B"), new PeerEvent.Writability("B", false),
				new PeerEvent.Writability("B", true));
	}

	@Test
	void tellsAPortInThatPort() {
		connect("B");
		Port port = this.a.open();
		port.callInContext(this::monitor);
		this.world.run();
		assertThat(this.events).containsExactly(new PeerEvent.Up("B"));
		port.kill();
		this.world.run();
		connect("C");
		assertThat(this.events).containsExactly(new PeerEvent.Up("B"));
	}

	@Test
	void tellsNothingOnceItsGuardIsClosed() {
		monitor().close();
		connect("B");
		assertThat(this.events).isEmpty();
	}

}
