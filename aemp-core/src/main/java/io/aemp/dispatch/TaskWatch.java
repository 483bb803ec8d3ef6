package io.aemp.dispatch;

/**
 * The watch over a task that may wait, on a thread that has other tasks to run. If the
 * task takes long, other threads take these over. Only the thread that runs the task uses
 * its watch.
 */
public interface TaskWatch {

	/** The watch on a thread that has nothing else to do. */
	TaskWatch NONE = () -> {
	};

	/** The task has ended. */
	void end();

}
