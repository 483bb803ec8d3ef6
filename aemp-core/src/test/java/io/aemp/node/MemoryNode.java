package io.aemp.node;

import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

import io.aemp.ExecutionPolicy;
import io.aemp.Guard;
import io.aemp.Message;
import io.aemp.NodeConfiguration;
import io.aemp.NodeObserver;
import io.aemp.Port;
import io.aemp.PortOptions;
import io.aemp.port.PortNames;
import io.aemp.port.PortRuntime;
import io.aemp.port.PortTable;
import io.aemp.port.VirtualWorld;

/** A node without database in a network in memory; an address is a node ID. */
final class MemoryNode implements GlobalProtocol {

	final FunctionRegistry functions = new FunctionRegistry();

	final List<String> dropped = new java.util.ArrayList<>();

	final List<Message> globalRequests = new java.util.ArrayList<>();

	final PortTable ports;

	final NodeNetwork network;

	final Messenger messenger;

	boolean unknown;

	MemoryNode(String id, VirtualWorld world, MemoryNetwork memory) {
		this(id, world, memory, NodeConfiguration.builder());
	}

	MemoryNode(String id, VirtualWorld world, MemoryNetwork memory, NodeConfiguration.Builder configuration) {
		NodeObserver observer = new NodeObserver() {

			@Override
			public void packetDropped(String node, String problem) {
				MemoryNode.this.dropped.add(problem);
			}

		};
		PortRuntime runtime = new PortRuntime(id,
				(dispatcher) -> (dispatcher.executor() != null) ? dispatcher.executor() : world, world, observer,
				1_000_000);
		this.ports = new PortTable(runtime, new PortNames(new Random(id.hashCode())));
		this.network = new NodeNetwork(configuration.executionPolicy(ExecutionPolicy.ALLOW).build(), this.ports,
				this.functions, (task) -> later(world, task, 4), memory.transport(id), new Random(1), observer,
				(control) -> this);
		this.messenger = this.network.messenger();
		this.network.listen(List.of());
	}

	/** Control is slow here: whoever relies on its being quick is found out. */
	private static void later(VirtualWorld world, Runnable task, int turns) {
		world.execute((turns == 0) ? task : () -> later(world, task, turns - 1));
	}

	Port open() {
		return this.ports.open(PortOptions.DEFAULTS);
	}

	@Override
	public boolean understands(String function) {
		return function.startsWith("g_");
	}

	@Override
	public void request(String node, String function, Message arguments) {
		this.globalRequests.add(arguments);
	}

	@Override
	public void peerUp(String node, boolean speaksGlobal) {
	}

	@Override
	public void peerDown(String node) {
	}

	@Override
	public void seedUp(String node) {
	}

	@Override
	public void seedIsSelf() {
	}

	@Override
	public Guard find(String node, Consumer<List<String>> found) {
		found.accept(this.unknown ? null : List.of(node));
		return () -> {
		};
	}

}
