package io.aemp.benchmarks.process;

import java.util.concurrent.atomic.AtomicLongArray;

/** Counters, each written by one thread at a time, and far enough from each other. */
final class Counters {

	private static final int APART = 16;

	private final AtomicLongArray counts;

	Counters(int size) {
		this.counts = new AtomicLongArray((size + 1) * APART);
	}

	/** Adds one and gives the number of the counter before that. */
	long increment(int index) {
		int slot = (index + 1) * APART;
		long count = this.counts.getPlain(slot);
		this.counts.setOpaque(slot, count + 1);
		return count;
	}

	/** Waits for some time, and tells how fast they all grow then. */
	Measurement rate(Plan plan) throws InterruptedException {
		Thread.sleep(plan.before().toMillis());
		long begin = System.nanoTime();
		long before = sum();
		Thread.sleep(plan.measured().toMillis());
		double count = sum() - before;
		return Measurement.of(Metric.RATE, count * 1e9 / (System.nanoTime() - begin));
	}

	private long sum() {
		long sum = 0;
		for (int slot = 0; slot < this.counts.length(); slot += APART) {
			sum += this.counts.getOpaque(slot);
		}
		return sum;
	}

}
