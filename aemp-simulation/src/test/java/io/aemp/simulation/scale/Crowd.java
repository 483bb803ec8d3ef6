package io.aemp.simulation.scale;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.aemp.FailureDetector;
import io.aemp.Node;
import io.aemp.NodeConfiguration.GlobalMode;
import io.aemp.simulation.Simulation;
import io.aemp.simulation.Traffic;

/**
 * A network of global nodes and many that they serve. Each of these has some of the
 * global nodes as seeds, in turn, so that each global node serves about as many. Each
 * node has a subkey of its own in one family. Names are all of the same length, so that
 * packets are too.
 */
final class Crowd implements AutoCloseable {

	/** How many global nodes a served one has as seeds. */
	static final int SEEDS = 3;

	private static final String MEMBERS = "members";

	private static final Duration PATIENCE = Duration.ofMinutes(10);

	/** Longer than anything waits that has yet to happen. */
	private static final Duration QUIET = Duration.ofSeconds(12);

	private final List<Node> globals = new ArrayList<>();

	private final List<Node> slaves = new ArrayList<>();

	/** How many members each global node knows. */
	private final Map<String, Integer> known = new HashMap<>();

	private final Simulation simulation = Simulation.of(4);

	private final FailureDetector detector;

	/**
	 * Creates a network.
	 * @param detector whether and how often there are heartbeats
	 */
	Crowd(FailureDetector detector) {
		this.detector = detector;
	}

	/** A network of a size, in which all is quiet. */
	static Crowd of(int globals, int slaves) {
		Crowd crowd = new Crowd(FailureDetector.OFF);
		crowd.joinGlobals(globals);
		crowd.settle();
		crowd.join(slaves);
		crowd.settle();
		return crowd;
	}

	/** Lets some more global nodes join. */
	void joinGlobals(int count) {
		for (int i = 0; i < count; i++) {
			List<String> seeds = this.globals.isEmpty() ? List.of() : List.of(name("global", 0) + ":4040");
			this.globals.add(member(start(name("global", this.globals.size()), GlobalMode.ALWAYS, seeds)));
		}
	}

	/** Lets some more nodes join that are to be served. */
	void join(int count) {
		for (int i = 0; i < count; i++) {
			int number = this.slaves.size();
			List<String> seeds = new ArrayList<>();
			for (int seed = 0; seed < Math.min(SEEDS, this.globals.size()); seed++) {
				seeds.add(name("global", (number + seed) % this.globals.size()) + ":4040");
			}
			this.slaves.add(member(start(name("slave", number), GlobalMode.AUTO, seeds)));
		}
	}

	private static String name(String kind, int number) {
		return String.format("%s%04d", kind, number);
	}

	private Node start(String name, GlobalMode mode, List<String> seeds) {
		return this.simulation.node(name,
				(builder) -> builder.globalMode(mode).failureDetector(this.detector).seeds(seeds));
	}

	private Node member(Node node) {
		node.database().set(MEMBERS, node.id(), node.id());
		if (node.id().startsWith("global")) {
			node.database().monitor(MEMBERS, (change) -> this.known.put(node.id(), change.contents().size()));
		}
		return node;
	}

	/** Takes the process of a served node away, and starts another one in its place. */
	void restart(int number) {
		this.slaves.set(number, again(this.slaves.get(number)));
	}

	/** The same with a global node. */
	void restartGlobal(int number) {
		this.globals.set(number, again(this.globals.get(number)));
	}

	private Node again(Node node) {
		this.simulation.crash(node);
		this.simulation.run(QUIET);
		return member(this.simulation.restart(node));
	}

	Node slave(int number) {
		return this.slaves.get(number);
	}

	Simulation simulation() {
		return this.simulation;
	}

	/** What is sent because of something, by all nodes together, until all is quiet. */
	Traffic count(Runnable something) {
		Traffic before = sent();
		something.run();
		settle();
		return sent().minus(before);
	}

	/** What all nodes have sent. */
	Traffic sent() {
		return this.simulation.network().sent();
	}

	/** Lets time pass until nothing is sent any more. */
	void settle() {
		Duration end = this.simulation.time().plus(PATIENCE);
		Traffic before;
		do {
			before = sent();
			this.simulation.run(QUIET);
			if (this.simulation.time().compareTo(end) > 0) {
				throw new AssertionError("it never becomes quiet");
			}
		}
		while (!before.equals(sent()));
	}

	/** Lets time pass until all global nodes know all nodes. */
	void converge() {
		this.simulation.runUntil(this::hasConverged, PATIENCE);
	}

	private boolean hasConverged() {
		int all = this.globals.size() + this.slaves.size();
		for (Node global : this.globals) {
			if (this.known.getOrDefault(global.id(), 0) != all) {
				return false;
			}
		}
		return true;
	}

	@Override
	public void close() {
		this.simulation.close();
	}

}
