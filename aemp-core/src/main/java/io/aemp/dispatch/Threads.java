package io.aemp.dispatch;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

/**
 * The threads and clocks of one node. No executor runs a task in the calling thread,
 * except for brief control tasks.
 */
public interface Threads extends Timers {

	/**
	 * The executor that owns the control state. It logs exceptions of tasks, and drops
	 * tasks after {@link #close()}.
	 * @return the executor
	 */
	ControlExecutor control();

	/**
	 * The executor for callbacks that do not block.
	 * @return an executor
	 */
	Executor pool();

	/**
	 * The executor for long tasks: like {@link #pool()}, but never on an event loop.
	 * @return an executor
	 */
	default Executor background() {
		return pool();
	}

	/**
	 * The tasks of {@link #pool()} that event loop threads run.
	 * @return the tasks, {@code null} if event loop threads run none
	 */
	default @Nullable LoopTasks loopTasks() {
		return null;
	}

	/**
	 * The executor for callbacks that may block.
	 * @return an executor
	 */
	Executor blocking();

	/**
	 * The executor for processes: each task has a thread of its own, however long it
	 * waits.
	 * @return an executor
	 * @throws UnsupportedOperationException if these threads cannot wait
	 */
	default Executor processes() {
		throw new UnsupportedOperationException("There are no threads for processes here");
	}

	/**
	 * The executor that hands tasks over to executors of the application. These may run
	 * them in the thread that hands them over, or make it wait.
	 * @return an executor whose tasks never wait for each other
	 */
	default Executor feeding() {
		return blocking();
	}

	/**
	 * Begins a task that may wait. If the calling thread has other tasks to run, it is
	 * watched until the end of this one.
	 * @return the watch, which the task must end
	 */
	default TaskWatch watch() {
		return TaskWatch.NONE;
	}

	/**
	 * Lets other threads take over what the calling thread has to do besides its current
	 * task, which is about to wait.
	 */
	default void handOver() {
	}

	/**
	 * The clock that measures how long callbacks of ports take.
	 * @return a time in nanoseconds, of arbitrary origin
	 */
	default long callbackClock() {
		return nanoTime();
	}

	/**
	 * Waits for a future in the calling thread, and hands over what that thread has to
	 * do.
	 * @param future the future
	 * @param timeout the longest time to wait
	 * @throws InterruptedException if the thread is interrupted
	 * @throws ExecutionException if the future fails
	 * @throws TimeoutException if the timeout elapses
	 */
	void await(Future<?> future, Duration timeout) throws InterruptedException, ExecutionException, TimeoutException;

	/**
	 * Whether the calling thread may block until another thread finishes a task.
	 * @return {@code false} for threads that the node needs
	 */
	default boolean mayWait() {
		return true;
	}

	/**
	 * Whether the calling thread is one of these and soon continues with its own work.
	 * @return whether the thread may run brief control tasks
	 */
	default boolean isServing() {
		return !mayWait();
	}

	/**
	 * How many threads of {@link #pool()} run tasks at present.
	 * @return the number of threads, without event loops
	 */
	default int busyPoolThreads() {
		return 0;
	}

	/**
	 * Runs a task on a new thread, because the task may end all of these threads.
	 * @param task the task
	 * @return completes when the task has run
	 */
	Future<?> runAlone(Runnable task);

	/** Ends the threads after they have run all submitted tasks. */
	void close();

}
