package io.aemp.benchmarks.database;

import java.util.List;
import java.util.Map;

import io.aemp.runtime.ManagedNode;

/** A global node starts, and another one has 100,000 subkeys of 1,000 families for it. */
final class Join {

	private static final int SUBKEYS = 100_000;

	private static final int FAMILIES = 1000;

	private Join() {
	}

	static Map<Figure, Double> run(double size) throws Exception {
		int families = Crew.part(size, FAMILIES);
		int subkeys = Crew.part(size, SUBKEYS);
		try (Crew crew = new Crew()) {
			ManagedNode first = Crew.started(crew.global("first", List.of()));
			Crew.fill(first, subkeys, families);
			ManagedNode joining = crew.global("joining", first.network().listeners());
			long begin = System.nanoTime();
			joining.start();
			// all arrive as one
			Crew.await(() -> Crew.size(joining, Crew.family(families - 1)) > 0);
			double joined = Crew.since(begin);
			requireAll(joining, families, subkeys);
			return Map.of(Figure.JOINED, joined);
		}
	}

	private static void requireAll(ManagedNode node, int families, int subkeys) {
		int found = 0;
		for (int i = 0; i < families; i++) {
			found += Crew.size(node, Crew.family(i));
		}
		if (found != subkeys) {
			throw new IllegalStateException(found + " of " + subkeys + " subkeys are there");
		}
	}

}
