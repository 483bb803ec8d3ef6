package io.aemp.node;

import java.util.ArrayList;
import java.util.List;

import io.aemp.Port;
import io.aemp.port.VirtualWorld;

/** Two nodes that are connected when one needs the other, and what a test has seen. */
abstract class TwoMemoryNodes {

	final VirtualWorld world = new VirtualWorld();

	final MemoryNetwork memory = new MemoryNetwork(this.world);

	final MemoryNode a = new MemoryNode("A", this.world, this.memory);

	final MemoryNode b = new MemoryNode("B", this.world, this.memory);

	final List<Object> seen = new ArrayList<>();

	final Port collector(MemoryNode node) {
		return node.open().receive((message) -> this.seen.add(message.size() == 1 ? message.get(0) : message));
	}

}
