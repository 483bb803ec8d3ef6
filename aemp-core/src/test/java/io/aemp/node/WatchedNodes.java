package io.aemp.node;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.aemp.FailureDetector;
import io.aemp.NodeConfiguration;
import io.aemp.port.VirtualWorld;

import static org.assertj.core.api.Assertions.assertThat;

/** Nodes that fall silent, in virtual time, and what others have seen of that. */
abstract class WatchedNodes {

	final VirtualWorld world = new VirtualWorld();

	final MemoryNetwork memory = new MemoryNetwork(this.world);

	final List<String> seen = new ArrayList<>();

	final MemoryNode node(String id) {
		return new MemoryNode(id, this.world, this.memory);
	}

	final MemoryNode node(String id, FailureDetector settings) {
		return new MemoryNode(id, this.world, this.memory, NodeConfiguration.builder().failureDetector(settings));
	}

	/** A node without heartbeats, as others see it. */
	final MemoryNode other(String id) {
		return node(id, FailureDetector.OFF);
	}

	/** Nothing moves there any more. */
	final void stop(MemoryNode node) {
		node.stop();
		this.memory.stop(node.id());
	}

	final void goOn(MemoryNode node) {
		node.goOn();
		this.memory.goOn(node.id());
	}

	final void connect(MemoryNode from, String to) {
		from.messenger.monitor(to, true, (reason) -> this.seen.add(reason.text()));
		this.world.run();
		assertThat(this.memory.connections()).isPositive();
	}

	/** Both watch over the connection. */
	final void connect(MemoryNode one, MemoryNode two) {
		connect(one, two.id());
		connect(two, one.id());
	}

	final void seconds(double seconds) {
		this.world.advance(Duration.ofMillis(Math.round(seconds * 1000)));
	}

	/** How long it takes from now until something is noticed. */
	final double secondsUntilLoss() {
		double seconds = 0;
		while (this.seen.isEmpty() && seconds < 100) {
			seconds(0.1);
			seconds += 0.1;
		}
		return seconds;
	}

}
