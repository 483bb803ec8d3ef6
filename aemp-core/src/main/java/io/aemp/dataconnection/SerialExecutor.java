package io.aemp.dataconnection;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs tasks one after the other, in order, on the threads of another executor. */
final class SerialExecutor implements Executor {

	private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

	private final AtomicInteger waiting = new AtomicInteger();

	private final Executor executor;

	SerialExecutor(Executor executor) {
		this.executor = executor;
	}

	@Override
	public void execute(Runnable task) {
		this.tasks.add(task);
		if (this.waiting.getAndIncrement() == 0) {
			try {
				this.executor.execute(this::run);
			}
			catch (RejectedExecutionException ex) {
				// the node is closed
			}
		}
	}

	private void run() {
		do {
			Runnable task = this.tasks.poll();
			if (task != null) {
				task.run();
			}
		}
		while (this.waiting.decrementAndGet() > 0);
	}

}
