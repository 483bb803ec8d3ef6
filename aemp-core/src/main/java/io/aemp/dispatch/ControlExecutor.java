package io.aemp.dispatch;

import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/**
 * Owns the control state of a node. It runs tasks one at a time in the order of
 * submission, and each task sees the writes of the earlier ones. No task runs inside
 * another.
 */
@FunctionalInterface
public interface ControlExecutor extends Executor {

	/**
	 * Runs a task in the calling thread if no other task runs or waits and the task is
	 * brief. Otherwise queues the task, as {@link #execute} does.
	 * @param brief whether the task takes only a moment; evaluated with exclusive access
	 * to the control state, so it may read that state
	 * @param task the task
	 */
	default void executeHere(BooleanSupplier brief, Runnable task) {
		execute(task);
	}

}
