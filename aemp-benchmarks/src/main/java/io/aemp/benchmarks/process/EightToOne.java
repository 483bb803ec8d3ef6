package io.aemp.benchmarks.process;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntConsumer;

/**
 * Eight ports send batches to one, which tells them to go on when it has taken a batch.
 * Each has two batches on their way.
 */
final class EightToOne {

	private static final int SENDERS = 8;

	private static final int BATCHES = 2;

	private final int batch;

	private final Counters counters = new Counters(SENDERS);

	private final AtomicReferenceArray<IntConsumer> senders = new AtomicReferenceArray<>(SENDERS);

	private final CountDownLatch ended = new CountDownLatch(SENDERS * BATCHES);

	private volatile boolean broken;

	private volatile boolean ending;

	EightToOne(Workload workload) {
		this.batch = workload.window() / SENDERS / BATCHES;
	}

	Measurement run(LocalSystem system, Plan plan) throws InterruptedException {
		IntConsumer sink = system.open(this::received);
		for (int sender = 0; sender < SENDERS; sender++) {
			this.senders.set(sender, system.open(sender(sender, sink)));
		}
		for (int i = 0; i < SENDERS * BATCHES; i++) {
			this.senders.get(i / BATCHES).accept(0);
		}
		Measurement result = this.counters.rate(plan);
		this.ending = true;
		Waiting.await(this.ended);
		if (this.broken) {
			throw new IllegalStateException("A message was lost or out of order");
		}
		return result;
	}

	private IntConsumer sender(int sender, IntConsumer sink) {
		int[] sent = { 0 };
		return (go) -> {
			if (this.ending) {
				this.ended.countDown();
				return;
			}
			for (int i = 0; i < this.batch; i++) {
				sink.accept((sent[0]++ << 3) | sender);
			}
		};
	}

	private void received(int message) {
		int sender = message & (SENDERS - 1);
		int count = (int) this.counters.increment(sender);
		if (((count << 3) | sender) != message) {
			this.broken = true;
		}
		if ((count + 1) % this.batch == 0) {
			this.senders.getPlain(sender).accept(0);
		}
	}

}
