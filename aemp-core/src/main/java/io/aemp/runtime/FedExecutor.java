package io.aemp.runtime;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

import io.aemp.log.LimitedLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands tasks over to an executor of the application, from a thread that only waits for
 * it. That executor may run tasks in the thread that hands them over, block it, or start
 * a thread that takes its context over: all that must not happen to the thread that has
 * sent a message.
 *
 * @param feeding runs each hand-over
 * @param target the executor of the application
 * @param failures limits the log of executors that fail
 */
record FedExecutor(Executor feeding, Executor target, LimitedLog failures) implements Executor {

	private static final Logger logger = LoggerFactory.getLogger(FedExecutor.class);

	@Override
	public void execute(Runnable task) {
		Turn turn = new Turn(task);
		this.feeding.execute(() -> {
			try {
				this.target.execute(turn);
			}
			catch (RejectedExecutionException ex) {
				// a port must not hang because the executor is full or shut down
				turn.run();
			}
			catch (RuntimeException | Error ex) {
				this.failures.log((more) -> logger.warn(
						"An executor of the application has failed; what it was to run runs on {} instead{}",
						Thread.currentThread().getName(), more, ex));
				turn.run();
			}
		});
	}

	/**
	 * Runs a task once, although an executor that has failed may have begun it, or may do
	 * so later: callbacks of one port never overlap.
	 */
	private static final class Turn extends AtomicBoolean implements Runnable {

		private static final long serialVersionUID = 1;

		private final transient Runnable task;

		Turn(Runnable task) {
			this.task = task;
		}

		@Override
		public void run() {
			if (compareAndSet(false, true)) {
				this.task.run();
			}
		}

	}

}
