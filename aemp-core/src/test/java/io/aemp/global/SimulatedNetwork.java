package io.aemp.global;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

import io.aemp.NodeConfiguration.GlobalMode;

/**
 * A network of global services in one thread. What happens next is drawn from a seed: a
 * task of some node, a packet or the end of some connection, a dial. Each connection
 * delivers in order; what was under way when it ended is lost.
 */
final class SimulatedNetwork {

	private static final int STEPS = 200_000;

	private static final int ROUNDS = 30;

	private final Map<String, SimulatedNode> nodes = new TreeMap<>();

	private final List<SimulatedConnection> connections = new ArrayList<>();

	private final Set<Set<String>> cut = new HashSet<>();

	private final Random random;

	SimulatedNetwork(Random random) {
		this.random = random;
	}

	Random random() {
		return this.random;
	}

	SimulatedNode start(String id, GlobalMode mode, String... seeds) {
		SimulatedNode node = new SimulatedNode(this, id, mode, List.of(seeds));
		this.nodes.put(id, node);
		return node;
	}

	SimulatedNode node(String id) {
		return this.nodes.get(id);
	}

	List<SimulatedNode> nodes() {
		return List.copyOf(this.nodes.values());
	}

	/** Ends a node without a word. */
	void crash(String id) {
		this.nodes.remove(id);
		List.copyOf(this.connections)
			.stream()
			.filter((connection) -> connection.joins(id))
			.forEach(SimulatedConnection::end);
		this.connections.removeIf((connection) -> connection.joins(id) && connection.forget(id));
	}

	void cut(String a, String b) {
		this.cut.add(Set.of(a, b));
		List.copyOf(this.connections)
			.stream()
			.filter((connection) -> connection.joins(a) && connection.joins(b))
			.forEach(SimulatedConnection::end);
	}

	void healAll() {
		this.cut.clear();
	}

	/** Whether a connection could be made now. */
	boolean canConnect(String a, String b) {
		return !a.equals(b) && this.nodes.containsKey(a) && this.nodes.containsKey(b)
				&& !this.cut.contains(Set.of(a, b))
				&& this.connections.stream().noneMatch((connection) -> connection.joins(a) && connection.joins(b));
	}

	/** Connects two nodes, if that is possible now. */
	void connect(String a, String b) {
		if (canConnect(a, b)) {
			this.connections.add(new SimulatedConnection(node(a), node(b)));
		}
	}

	/** Ends a connection; the side that wants it is told at once. */
	void disconnect(String from, String to) {
		this.connections.stream()
			.filter((connection) -> connection.joins(from) && connection.joins(to))
			.toList()
			.forEach((connection) -> connection.end(from));
	}

	void send(String from, String to, Object[] packet) {
		this.connections.stream()
			.filter((connection) -> connection.joins(from) && connection.joins(to))
			.findFirst()
			.ifPresent((connection) -> connection.send(from, packet));
	}

	/** Does some of what could happen. */
	void run(int steps) {
		for (int i = 0; i < steps; i++) {
			if (!step()) {
				return;
			}
		}
	}

	/** Does everything that can happen, until nothing is left. */
	void settle() {
		for (int round = 0; round < ROUNDS; round++) {
			int steps = 0;
			while (step()) {
				if (++steps > STEPS) {
					throw new IllegalStateException("The network never comes to rest");
				}
			}
			List<Runnable> timers = new ArrayList<>();
			nodes().forEach((node) -> timers.addAll(node.takeTimers()));
			if (timers.isEmpty()) {
				return;
			}
			timers.forEach(Runnable::run);
		}
	}

	private boolean step() {
		List<Runnable> possible = new ArrayList<>();
		for (SimulatedNode node : this.nodes.values()) {
			node.possible(possible);
		}
		for (SimulatedConnection connection : this.connections) {
			connection.possible(possible);
		}
		if (possible.isEmpty()) {
			return false;
		}
		possible.get(this.random.nextInt(possible.size())).run();
		this.connections.removeIf(SimulatedConnection::isOver);
		return true;
	}

}
