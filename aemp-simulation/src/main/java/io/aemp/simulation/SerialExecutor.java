package io.aemp.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;

import io.aemp.dispatch.ControlExecutor;

/**
 * A thread of a process: one task after the other, each when the thread has time. If it
 * has none to do, brief control work is sometimes done where it comes up.
 */
final class SerialExecutor implements ControlExecutor {

	private final Deque<Runnable> tasks = new ArrayDeque<>();

	private final SimulatedProcess process;

	private final Work work;

	private boolean busy;

	SerialExecutor(SimulatedProcess process, Work work) {
		this.process = process;
		this.work = work;
	}

	@Override
	public void execute(Runnable task) {
		World world = this.process.world();
		if (!world.isHere()) {
			world.enter(() -> execute(task));
			return;
		}
		this.tasks.add(task);
		if (!this.busy) {
			this.busy = true;
			this.process.soon(this.work, this::next);
		}
	}

	@Override
	public void executeHere(BooleanSupplier brief, Runnable task) {
		if (this.busy || this.process.world().random().nextInt(4) == 0 || !brief.getAsBoolean()) {
			execute(task);
		}
		else {
			executeNow(task);
		}
	}

	/** Runs a task at once, unless the thread has others to do. */
	void executeNow(Runnable task) {
		if (this.busy) {
			execute(task);
		}
		else {
			this.busy = true;
			run(task);
		}
	}

	/**
	 * The task at hand stands still for a moment: others may do something meanwhile, but
	 * not this thread.
	 * @param rest what it does then
	 */
	void pause(Runnable rest) {
		this.tasks.addFirst(rest);
	}

	private void next() {
		run(this.tasks.remove());
	}

	/** A task that waits keeps the next one waiting too. */
	private void run(Runnable task) {
		try {
			task.run();
		}
		finally {
			this.busy = !this.tasks.isEmpty();
			if (this.busy) {
				this.process.soon(this.work, this::next);
			}
		}
	}

}
