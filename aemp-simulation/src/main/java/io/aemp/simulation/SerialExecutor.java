package io.aemp.simulation;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/** A thread of a process: one task after the other, each when the thread has time. */
final class SerialExecutor implements Executor {

	private final Queue<Runnable> tasks = new ArrayDeque<>();

	private final SimulatedProcess process;

	private boolean busy;

	SerialExecutor(SimulatedProcess process) {
		this.process = process;
	}

	@Override
	public void execute(Runnable task) {
		this.tasks.add(task);
		if (!this.busy) {
			this.busy = true;
			this.process.soon(this::next);
		}
	}

	/** A task that waits keeps the next one waiting too. */
	private void next() {
		try {
			this.tasks.remove().run();
		}
		finally {
			this.busy = !this.tasks.isEmpty();
			if (this.busy) {
				this.process.soon(this::next);
			}
		}
	}

}
