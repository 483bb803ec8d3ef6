package io.aemp.benchmarks.database;

import java.util.List;
import java.util.Map;

import io.aemp.runtime.ManagedNode;

/** A node that has set 100,000 subkeys withdraws them, and one that has set one. */
final class Leave {

	private static final int SUBKEYS = 100_000;

	private Leave() {
	}

	static Map<Figure, Double> run(double size) throws Exception {
		try (Crew crew = new Crew()) {
			ManagedNode global = Crew.started(crew.global("global", List.of()));
			return Map.of(Figure.LEFT, left(crew, global, "rich", Crew.part(size, SUBKEYS)), Figure.LEFT_POOR,
					left(crew, global, "poor", 1));
		}
	}

	private static double left(Crew crew, ManagedNode global, String name, int subkeys) throws Exception {
		ManagedNode leaving = Crew.started(crew.node(name, global.network().listeners()));
		Crew.fill(leaving, subkeys, 1);
		Crew.await(() -> Crew.size(global, Crew.family(0)) == subkeys);
		long begin = System.nanoTime();
		leaving.close();
		Crew.await(() -> Crew.size(global, Crew.family(0)) == 0);
		return Crew.since(begin);
	}

}
