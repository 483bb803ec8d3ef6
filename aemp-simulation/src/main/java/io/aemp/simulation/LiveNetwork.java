package io.aemp.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;

import io.aemp.HostPort;
import io.aemp.NodeConfiguration;
import io.aemp.link.Transport;
import io.aemp.runtime.Environment;

/**
 * The network of a simulation for nodes that have threads of their own: without sockets,
 * with the same faults. Each node is alone on its host. Bytes travel at once, unless they
 * are delayed. Nodes and tests may block as with a real network, and so the seed decides
 * the faults only, not the order of what threads do.
 *
 * <pre class="code">
 * try (LiveNetwork network = LiveNetwork.manual(42)) {
 *     Environment environment = network.environment("a");
 *     ManagedNode node = Nodes.create(configuration, environment);
 *     node.start();
 *     network.advance(Duration.ofMinutes(1));
 * }
 * </pre>
 *
 * Any thread may call any method. Faults name nodes by their IDs.
 */
public final class LiveNetwork implements AutoCloseable {

	/** The port on which nodes are expected to listen. */
	public static final int PORT = NodeConfiguration.CUSTOMARY_PORT;

	private final Instant beginning = Instant.now();

	private final Map<String, SimulatedProcess> hosts = new LinkedHashMap<>();

	private final Map<String, SimulatedProcess> nodes = new LinkedHashMap<>();

	private final LiveWorld world;

	private final SimulatedNetwork network;

	private LiveNetwork(long seed, boolean manual) {
		Journal journal = new Journal();
		this.world = new LiveWorld(new SplittableRandom(seed), journal, manual);
		this.network = new SimulatedNetwork(this.world, new Statistics());
		this.network.latency(Duration.ZERO, Duration.ZERO);
		this.network.bandwidth(Long.MAX_VALUE);
	}

	/**
	 * Makes a network in which time passes as everywhere.
	 * @param seed decides how bytes are cut into pieces
	 * @return a network without nodes
	 */
	public static LiveNetwork realTime(long seed) {
		return new LiveNetwork(seed, false);
	}

	/**
	 * Makes a network in which time stands still until {@link #advance}.
	 * @param seed decides how bytes are cut into pieces
	 * @return a network without nodes
	 */
	public static LiveNetwork manual(long seed) {
		return new LiveNetwork(seed, true);
	}

	/**
	 * Makes a host, and the environment of the one node that is going to live there. The
	 * host is free again when that node is closed.
	 * @param name how the host is to be called; it gets a number, if there is a node on a
	 * host of this name
	 * @return the environment; {@link Environment#hostName()} is the name of the host
	 */
	public Environment environment(String name) {
		return this.world.call(() -> {
			String free = free(name);
			Host host = this.network.host(free);
			host.switchOn();
			SimulatedProcess process = new SimulatedProcess(this.world, host);
			this.hosts.put(free, process);
			return new LiveEnvironment(this, process, this.beginning);
		});
	}

	private String free(String name) {
		String free = name;
		for (int number = 2; this.hosts.containsKey(free); number++) {
			free = name + "-" + number;
		}
		return free;
	}

	/**
	 * Frees the host of an environment from which no node was made.
	 * @param environment the environment
	 */
	public void release(Environment environment) {
		if (environment instanceof LiveEnvironment live) {
			left(live.process());
		}
	}

	/**
	 * The addresses at which nodes are expected to listen.
	 * @return {@code host:port} of each host that is not free
	 */
	public List<String> addresses() {
		return this.world.call(() -> this.hosts.keySet().stream().map(LiveNetwork::address).toList());
	}

	private static String address(String host) {
		return new HostPort(host, PORT).toString();
	}

	/**
	 * The nodes that are there.
	 * @return their IDs
	 */
	public List<String> nodes() {
		return this.world.call(() -> List.copyOf(this.nodes.keySet()));
	}

	/**
	 * Lets nothing pass between two nodes, in both directions. TCP sends again what was
	 * lost, once they are healed.
	 * @param one a node
	 * @param other another node
	 */
	public void partition(String one, String other) {
		this.world.call(() -> this.network.partition(List.of(host(one)), List.of(host(other))));
	}

	/**
	 * Opens all paths, ends all delays, and lets all nodes go on. What was lost on
	 * connections that are still there is sent at once.
	 */
	public void heal() {
		this.world.call(() -> {
			this.network.heal();
			this.network.endDelays();
			this.nodes.values().forEach(SimulatedProcess::goOn);
			this.network.sendAgain();
		});
	}

	/**
	 * Opens the path between two nodes.
	 * @param one a node
	 * @param other another node
	 */
	public void heal(String one, String other) {
		this.world.call(() -> {
			this.network.heal(host(one), host(other));
			this.network.sendAgain();
		});
	}

	/**
	 * Resets the present connections between two nodes. New ones work.
	 * @param one a node
	 * @param other another node
	 */
	public void cut(String one, String other) {
		this.world.call(() -> this.network.cut(host(one), host(other)));
	}

	/**
	 * Makes all that one node sends to another over their present connections vanish for
	 * ever, while neither is told. New connections work.
	 * @param from who sends in vain
	 * @param to who waits in vain
	 */
	public void halfOpen(String from, String to) {
		this.world.call(() -> this.network.severDirection(host(from), host(to)));
	}

	/**
	 * Lets bytes travel longer between two nodes, in both directions.
	 * @param one a node
	 * @param other another node
	 * @param delay how long they travel; zero for no delay
	 */
	public void delay(String one, String other, Duration delay) {
		this.world.call(() -> this.network.delay(host(one), host(other), delay));
	}

	/**
	 * Stops what the network does for a node, and its timers, as if its process stood
	 * still: it takes no byte and sends none, and no peer is told. The threads that run
	 * its ports go on.
	 * @param node the node
	 */
	public void pause(String node) {
		this.world.call(() -> process(node).stop());
	}

	/**
	 * Lets a node go on that was paused.
	 * @param node the node
	 */
	public void resume(String node) {
		this.world.call(() -> process(node).goOn());
	}

	/**
	 * Ends all connections of a node as its crash would, without a goodbye. It cannot
	 * make others, nor does it hear anybody any more. It remains to be closed.
	 * @param node the node
	 */
	public void crash(String node) {
		this.world.call(() -> {
			Host host = process(node).host();
			this.network.cutAll(host.name());
			host.losePower();
		});
	}

	/**
	 * Whether time stands still until it is advanced.
	 * @return whether the clock is a manual one
	 */
	public boolean isManual() {
		return this.world.isManual();
	}

	/**
	 * Lets time pass, and with it all that falls due, in its order. After each step,
	 * waits until the nodes have done what follows from it, without what handlers do that
	 * may block.
	 * @param duration how much time
	 * @throws IllegalStateException if time passes by itself in this network
	 */
	public void advance(Duration duration) {
		if (!isManual()) {
			throw new IllegalStateException("Time passes by itself in this network: make one with a manual clock");
		}
		this.world.advance(duration);
	}

	/**
	 * How much time has passed.
	 * @return the time since the beginning
	 */
	public Duration time() {
		return Duration.ofNanos(this.world.clock());
	}

	private String host(String node) {
		return process(node).host().name();
	}

	private SimulatedProcess process(String node) {
		SimulatedProcess process = this.nodes.get(node);
		if (process == null) {
			throw new IllegalArgumentException(
					"There is no node '" + node + "' in this network; there are " + this.nodes.keySet());
		}
		return process;
	}

	LiveWorld world() {
		return this.world;
	}

	void named(SimulatedProcess process, String node) {
		this.world.call(() -> {
			this.nodes.put(node, process);
		});
	}

	/** The node of a process is closed. */
	void left(SimulatedProcess process) {
		this.world.enter(() -> {
			this.hosts.values().remove(process);
			this.nodes.values().remove(process);
		});
	}

	Transport transport(SimulatedProcess process, LinkSettings settings, Supplier<String> instances) {
		return this.world.call(() -> new LiveTransport(this.world, process,
				new SimulatedTransport(process, this.network, settings, instances)));
	}

	SimulatedNetwork network() {
		return this.network;
	}

	@Override
	public void close() {
		this.world.close();
	}

}
