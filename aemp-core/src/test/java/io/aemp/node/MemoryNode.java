package io.aemp.node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import io.aemp.ExecutionPolicy;
import io.aemp.Guard;
import io.aemp.Message;
import io.aemp.NodeConfiguration;
import io.aemp.NodeConfigurationBuilder;
import io.aemp.NodeObserver;
import io.aemp.Port;
import io.aemp.PortOptions;
import io.aemp.dispatch.ControlExecutor;
import io.aemp.port.PortNameGenerator;
import io.aemp.port.PortRuntime;
import io.aemp.port.PortTable;
import io.aemp.port.VirtualWorld;
import org.jspecify.annotations.Nullable;

/** A node without database in a network in memory; an address is a node ID. */
final class MemoryNode implements GlobalProtocol {

	final FunctionRegistry functions = new FunctionRegistry((process) -> {
		throw new UnsupportedOperationException("no processes here");
	});

	final List<String> dropped = new ArrayList<>();

	final List<Message> globalRequests = new ArrayList<>();

	/** The seeds that are up, in the order in which that was told. */
	final Set<String> seeds = new LinkedHashSet<>();

	final PortTable ports;

	final NodeNetwork network;

	private final VirtualWorld world;

	final Messenger messenger;

	final DeferredSends sends;

	boolean unknown;

	/** How often it was asked where a node listens. */
	int searches;

	/** Whether all global requests are. */
	boolean brief;

	/** How many of them were handled where they came from. */
	int handledHere;

	/** What the control executor has to do when it is no longer held up. */
	private @Nullable List<Runnable> waiting;

	MemoryNode(String id, VirtualWorld world, MemoryNetwork memory) {
		this(id, world, memory, NodeConfiguration.builder());
	}

	MemoryNode(String id, VirtualWorld world, MemoryNetwork memory, NodeConfigurationBuilder configuration) {
		this(id, world, memory, configuration, world);
	}

	MemoryNode(String id, VirtualWorld world, MemoryNetwork memory, NodeConfigurationBuilder configuration,
			Executor pool) {
		this.world = world;
		NodeObserver observer = new NodeObserver() {

			@Override
			public void packetDropped(String node, String problem) {
				MemoryNode.this.dropped.add(problem);
			}

		};
		PortRuntime runtime = new PortRuntime(id,
				(dispatcher) -> (dispatcher.executor() != null) ? dispatcher.executor() : pool, world, observer,
				1_000_000);
		NodeConfiguration built = configuration.executionPolicy(ExecutionPolicy.ALLOW).build();
		if (built.failureDetector().enabled()) {
			Map<String, String> keys = new HashMap<>(memory.keys);
			keys.put("heartbeat", String.valueOf(built.failureDetector().heartbeat().toMillis()));
			memory.keysOf.putIfAbsent(id, keys);
		}
		SeedLookup lookup = new SeedLookup(world, (address) -> true, (entry) -> List::of);
		this.ports = new PortTable(runtime, new PortNameGenerator(new Random(id.hashCode())));
		this.network = new NodeNetwork(built, this.ports, this.functions, new Serial(), memory.transport(id),
				new Random(1), null, observer, lookup, (control) -> this);
		this.messenger = this.network.messenger();
		this.sends = new DeferredSends(this.ports, this.messenger);
		this.network.listen(List.of());
	}

	/** Holds the control executor up, as if its thread stood still. */
	void stop() {
		this.waiting = new ArrayList<>();
	}

	void goOn() {
		List<Runnable> tasks = this.waiting;
		this.waiting = null;
		tasks.forEach((task) -> later(this.world, task, 4));
	}

	/** Control is slow here: whoever relies on its being quick is found out. */
	private static void later(VirtualWorld world, Runnable task, int turns) {
		world.execute((turns == 0) ? task : () -> later(world, task, turns - 1));
	}

	String id() {
		return this.ports.runtime().nodeId();
	}

	Port open() {
		return this.ports.open(PortOptions.DEFAULTS);
	}

	@Override
	public boolean understands(String function) {
		return function.startsWith("g_");
	}

	@Override
	public boolean isBrief(String function, Message arguments) {
		return this.brief;
	}

	@Override
	public void request(String node, String function, Message arguments) {
		this.globalRequests.add(arguments);
	}

	@Override
	public void peerUp(String node) {
	}

	@Override
	public void peerWritable(String node) {
	}

	@Override
	public void peerDown(String node) {
		this.seeds.remove(node);
	}

	@Override
	public void seedUp(String node) {
		this.seeds.add(node);
	}

	@Override
	public void seedGone(String node) {
		this.seeds.remove(node);
	}

	@Override
	public void seedIsSelf() {
	}

	@Override
	public boolean isServed() {
		return true;
	}

	@Override
	public boolean isGlobal(String node) {
		return false;
	}

	@Override
	public void promote(String node) {
	}

	@Override
	public void seedsChanged(boolean any) {
	}

	@Override
	public Guard find(String node, Consumer<List<String>> found) {
		this.searches++;
		found.accept(this.unknown ? null : List.of(node));
		return () -> {
		};
	}

	/** The control executor. */
	private final class Serial implements ControlExecutor {

		private int pending;

		@Override
		public void execute(Runnable task) {
			this.pending++;
			Runnable counted = () -> {
				this.pending--;
				task.run();
			};
			if (MemoryNode.this.waiting != null) {
				MemoryNode.this.waiting.add(counted);
			}
			else {
				later(MemoryNode.this.world, counted, 4);
			}
		}

		@Override
		public void executeHere(BooleanSupplier brief, Runnable task) {
			if (this.pending == 0 && brief.getAsBoolean()) {
				MemoryNode.this.handledHere++;
				task.run();
			}
			else {
				execute(task);
			}
		}

	}

}
