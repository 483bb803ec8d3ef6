package io.aemp.benchmarks.process;

import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Times from a kill to the action of a monitor. Some ports are opened and monitored; then
 * one is killed after the other, each in the action of the one before, so that no thread
 * of the driver has to be woken.
 */
final class Deaths {

	private static final int BATCH = 200;

	private final Supplier<Object> open;

	private final BiConsumer<Object, Runnable> monitor;

	private final Consumer<Object> kill;

	private Times times = new Times();

	private long started;

	Deaths(Supplier<Object> open, BiConsumer<Object, Runnable> monitor, Consumer<Object> kill) {
		this.open = open;
		this.monitor = monitor;
		this.kill = kill;
	}

	Measurement run(Plan plan) throws InterruptedException {
		repeat(plan.before().toNanos());
		this.times = new Times();
		repeat(plan.measured().toNanos());
		return this.times.measurement();
	}

	private void repeat(long nanos) throws InterruptedException {
		long end = System.nanoTime() + nanos;
		do {
			batch();
		}
		while (System.nanoTime() < end);
	}

	private void batch() throws InterruptedException {
		Object[] ports = new Object[BATCH];
		CountDownLatch dead = new CountDownLatch(BATCH);
		for (int i = 0; i < BATCH; i++) {
			int next = i + 1;
			ports[i] = this.open.get();
			this.monitor.accept(ports[i], () -> {
				this.times.record(System.nanoTime() - this.started);
				dead.countDown();
				if (next < BATCH) {
					kill(ports[next]);
				}
			});
		}
		kill(ports[0]);
		Waiting.await(dead);
	}

	private void kill(Object port) {
		this.started = System.nanoTime();
		this.kill.accept(port);
	}

}
