package io.aemp.cost;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands for the pool of a node, and keeps its tasks until the test runs them. Allocates
 * nothing itself.
 */
final class HeldPool implements Executor {

	private static final int ROOM = 1 << 16;

	private final ArrayBlockingQueue<Runnable> due = new ArrayBlockingQueue<>(ROOM);

	private final AtomicInteger tasks = new AtomicInteger();

	private volatile boolean released;

	@Override
	public void execute(Runnable task) {
		this.tasks.incrementAndGet();
		this.due.add(task);
		if (this.released) {
			ForkJoinPool.commonPool().execute(this::run);
		}
	}

	int tasks() {
		return this.tasks.get();
	}

	/** Runs what is due until nothing is, in the calling thread. */
	void run() {
		for (Runnable task = this.due.poll(); task != null; task = this.due.poll()) {
			task.run();
		}
	}

	/** From now on tasks run by themselves, so that the node can end. */
	void release() {
		this.released = true;
		run();
	}

}
