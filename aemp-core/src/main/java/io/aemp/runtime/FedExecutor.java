package io.aemp.runtime;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Hands tasks over to an executor of the application, from a thread that only waits for
 * it. That executor may run tasks in the thread that hands them over, block it, or start
 * a thread that takes its context over: all that must not happen to the thread that has
 * sent a message.
 *
 * @param feeding runs each hand-over
 * @param target the executor of the application
 */
record FedExecutor(Executor feeding, Executor target) implements Executor {

	@Override
	public void execute(Runnable task) {
		this.feeding.execute(() -> {
			try {
				this.target.execute(task);
			}
			catch (RejectedExecutionException ex) {
				// a port must not hang because the executor is full or shut down
				task.run();
			}
		});
	}

}
