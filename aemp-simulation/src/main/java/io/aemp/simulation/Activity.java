package io.aemp.simulation;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

import io.aemp.dispatch.ControlExecutor;

/** Counts what waits for threads and what runs, to tell when all of it is done. */
final class Activity {

	private final AtomicLong begun = new AtomicLong();

	private final AtomicLong ended = new AtomicLong();

	/** How many tasks there were so far. */
	long begun() {
		return this.begun.get();
	}

	/** Whether no task waits or runs. */
	boolean isQuiet() {
		// in this order: a task that comes in between makes it busy
		long ended = this.ended.get();
		return ended == this.begun.get();
	}

	Runnable counted(Runnable task) {
		this.begun.incrementAndGet();
		return () -> {
			try {
				task.run();
			}
			finally {
				this.ended.incrementAndGet();
			}
		};
	}

	Executor counted(Executor executor) {
		return (task) -> executor.execute(counted(task));
	}

	ControlExecutor counted(ControlExecutor control) {
		return new ControlExecutor() {

			@Override
			public void execute(Runnable task) {
				control.execute(counted(task));
			}

			@Override
			public void executeHere(BooleanSupplier brief, Runnable task) {
				control.executeHere(brief, counted(task));
			}

		};
	}

}
