package io.aemp.benchmarks.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.aemp.runtime.ManagedNode;

/** A hundred nodes start, and each has set a subkey that all others are to see. */
final class Crowd {

	private static final int NODES = 100;

	private static final int GLOBALS = 3;

	private static final String FAMILY = "members";

	private Crowd() {
	}

	static Map<Figure, Double> run(double size) throws Exception {
		int others = Crew.part(size, NODES - GLOBALS);
		try (Crew crew = new Crew()) {
			List<ManagedNode> all = new ArrayList<>();
			List<String> seeds = new ArrayList<>();
			long begin = System.nanoTime();
			for (int i = 0; i < GLOBALS; i++) {
				ManagedNode global = crew.global("global" + i, List.copyOf(seeds));
				global.start();
				seeds.addAll(global.network().listeners());
				all.add(global);
			}
			for (int i = 0; i < others; i++) {
				ManagedNode node = crew.node("node" + i, seeds);
				node.start();
				node.database().set(FAMILY, node.id(), i);
				all.add(node);
			}
			for (ManagedNode node : all) {
				Crew.await(() -> Crew.size(node, FAMILY) == others);
			}
			return Map.of(Figure.CONVERGED, Crew.since(begin));
		}
	}

}
