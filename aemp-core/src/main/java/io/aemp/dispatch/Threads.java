package io.aemp.dispatch;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

/**
 * The threads and clocks of one node. None of its executors runs a task in the caller,
 * unless it is brief control work.
 */
public interface Threads extends Timers {

	/**
	 * Owns control state, and logs what a task throws. Ignores tasks after the end.
	 * @return the executor
	 */
	ControlExecutor control();

	/**
	 * A few threads for callbacks that do not wait.
	 * @return an executor
	 */
	Executor pool();

	/**
	 * For what may take long: as {@link #pool()}, and never on an event loop.
	 * @return an executor
	 */
	default Executor background() {
		return pool();
	}

	/**
	 * What threads of event loops do of that which is given to {@link #pool()}.
	 * @return their work, or {@code null} if they do none
	 */
	default @Nullable LoopTasks loopTasks() {
		return null;
	}

	/**
	 * Threads for callbacks that may wait.
	 * @return an executor
	 */
	Executor blocking();

	/**
	 * Waits, in whatever thread the caller is.
	 * @param future what to wait for
	 * @param patience how long at most
	 * @throws InterruptedException if the thread is interrupted
	 * @throws ExecutionException if the future fails
	 * @throws TimeoutException if it takes longer
	 */
	void await(Future<?> future, Duration patience) throws InterruptedException, ExecutionException, TimeoutException;

	/**
	 * Whether the calling thread may wait for something that others do.
	 * @return whether it is none of those that must not
	 */
	default boolean mayWait() {
		return true;
	}

	/**
	 * Whether the calling thread is one of these, and soon goes on with what it does.
	 * @return whether it may do brief control work
	 */
	default boolean isServing() {
		return !mayWait();
	}

	/**
	 * Runs a task that may end all of these threads, and so needs one of its own.
	 * @param task the task
	 * @return completes when it has run
	 */
	Future<?> runAlone(Runnable task);

	/** Ends the threads, when they have done what they were given. */
	void close();

}
