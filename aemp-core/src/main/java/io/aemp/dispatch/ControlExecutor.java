package io.aemp.dispatch;

import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/**
 * Owns the control state of a node: runs one task after the other, in the order in which
 * they come, and each sees what the earlier ones wrote. No task runs inside another.
 */
@FunctionalInterface
public interface ControlExecutor extends Executor {

	/**
	 * Runs a task in the calling thread, if no other one runs or waits and this one turns
	 * out to be brief. Otherwise it waits for its turn, like those of {@link #execute}.
	 * @param brief whether the task will be done soon; asked in the place of the task, so
	 * it may read control state
	 * @param task the task
	 */
	default void executeHere(BooleanSupplier brief, Runnable task) {
		execute(task);
	}

}
