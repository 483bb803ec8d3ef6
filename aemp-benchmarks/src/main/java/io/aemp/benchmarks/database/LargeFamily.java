package io.aemp.benchmarks.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

import io.aemp.Node;
import io.aemp.runtime.ManagedNode;
import org.HdrHistogram.Histogram;

/** Ten nodes monitor a family of 100,000 subkeys, and then it changes. */
final class LargeFamily {

	private static final int SUBKEYS = 100_000;

	private static final int MONITORS = 10;

	private static final int CHANGES = 500;

	private LargeFamily() {
	}

	static Map<Figure, Double> run(double size) throws Exception {
		int subkeys = Crew.part(size, SUBKEYS);
		try (Crew crew = new Crew()) {
			ManagedNode global = Crew.started(crew.global("global", List.of()));
			Crew.fill(global, subkeys, 1);
			List<Node> others = new ArrayList<>();
			for (int i = 0; i < MONITORS; i++) {
				others.add(Crew.started(crew.node("monitor" + i, global.network().listeners())));
			}
			CountDownLatch complete = new CountDownLatch(MONITORS);
			Semaphore seen = new Semaphore(0);
			long begin = System.nanoTime();
			for (Node other : others) {
				other.database().monitor(Crew.family(0), (change) -> {
					if (change.added().size() == subkeys) {
						complete.countDown();
					}
					else {
						seen.release();
					}
				});
			}
			Crew.await(complete);
			double first = Crew.since(begin);
			return Map.of(Figure.FIRST_CONTENTS, first, Figure.CHANGE_FOR_ALL,
					changes(global, seen, Crew.part(size, CHANGES)));
		}
	}

	/** The median of changes one after the other. */
	private static double changes(Node global, Semaphore seen, int count) throws InterruptedException {
		Histogram times = Change.histogram();
		for (int i = 0; i < count; i++) {
			long begin = System.nanoTime();
			global.database().set(Crew.family(0), "changing", i);
			seen.acquire(MONITORS);
			times.recordValue(System.nanoTime() - begin);
		}
		return Change.micros(times, 50);
	}

}
