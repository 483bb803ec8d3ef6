package io.aemp.benchmarks.process;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntConsumer;

/** Pairs of ports, each of which send one message to and fro. */
final class LocalRoundTrips {

	private final int pairs;

	private final Counters counters;

	private final AtomicReferenceArray<IntConsumer> partners;

	private final CountDownLatch ended;

	private volatile boolean ending;

	LocalRoundTrips(Workload workload) {
		this.pairs = workload.window();
		this.counters = new Counters(this.pairs);
		this.partners = new AtomicReferenceArray<>(this.pairs);
		this.ended = new CountDownLatch(this.pairs);
	}

	Measurement run(LocalSystem system, Plan plan) throws InterruptedException {
		for (int i = 0; i < this.pairs; i++) {
			IntConsumer first = system.open(this::back);
			this.partners.set(i, system.open(first));
		}
		for (int i = 0; i < this.pairs; i++) {
			this.partners.get(i).accept(i);
		}
		Measurement result = this.counters.rate(plan);
		this.ending = true;
		Waiting.await(this.ended);
		return result;
	}

	/** The message of a pair is back at the first port. */
	private void back(int pair) {
		this.counters.increment(pair);
		if (this.ending) {
			this.ended.countDown();
		}
		else {
			this.partners.getPlain(pair).accept(pair);
		}
	}

}
