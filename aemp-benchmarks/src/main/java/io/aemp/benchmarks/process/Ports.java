package io.aemp.benchmarks.process;

import java.lang.management.ManagementFactory;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/** What ports cost. */
final class Ports {

	private static final int WARM_UP = 10_000;

	private static final int COLLECTIONS = 4;

	private final LocalSystem system;

	Ports(LocalSystem system) {
		this.system = system;
	}

	/** The bytes of the heap that an open port takes, with what names it. */
	Measurement bytes(Supplier<Object> open, int count) throws InterruptedException {
		openAndKill(new Object[WARM_UP], open);
		Object[] ports = new Object[count];
		long before = used();
		for (int i = 0; i < count; i++) {
			ports[i] = open.get();
		}
		double bytes = used() - before;
		kill(ports);
		return Measurement.of(Metric.BYTES, bytes / count);
	}

	/** How many ports can be opened and killed in a second. */
	Measurement opened(int batch, Plan plan) throws InterruptedException {
		Object[] ports = new Object[batch];
		repeat(ports, plan.before().toNanos());
		long begin = System.nanoTime();
		double count = repeat(ports, plan.measured().toNanos());
		return Measurement.of(Metric.RATE, count * 1e9 / (System.nanoTime() - begin));
	}

	private long repeat(Object[] ports, long nanos) throws InterruptedException {
		long end = System.nanoTime() + nanos;
		long count = 0;
		do {
			openAndKill(ports, this.system::openIdle);
			count += ports.length;
		}
		while (System.nanoTime() < end);
		return count;
	}

	private void openAndKill(Object[] ports, Supplier<Object> open) throws InterruptedException {
		for (int i = 0; i < ports.length; i++) {
			ports[i] = open.get();
		}
		kill(ports);
	}

	/** Kills them and waits for the death of the last one. */
	private void kill(Object[] ports) throws InterruptedException {
		CountDownLatch dead = new CountDownLatch(1);
		for (int i = 0; i < ports.length - 1; i++) {
			this.system.kill(ports[i]);
		}
		this.system.kill(ports[ports.length - 1], dead::countDown);
		Waiting.await(dead);
	}

	private static long used() throws InterruptedException {
		for (int i = 0; i < COLLECTIONS; i++) {
			System.gc();
			Thread.sleep(50);
		}
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

}
