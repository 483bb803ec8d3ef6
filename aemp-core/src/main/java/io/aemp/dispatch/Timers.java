package io.aemp.dispatch;

import java.time.Duration;
import java.time.Instant;

import io.aemp.Guard;

/** The clocks and timers of a node. All methods are thread-safe. */
public interface Timers {

	/**
	 * A monotonic clock for measuring.
	 * @return nanoseconds since an arbitrary point in time
	 */
	long nanoTime();

	/**
	 * The wall clock.
	 * @return the current time
	 */
	Instant now();

	/**
	 * Runs a task after a delay. The task must neither block nor throw.
	 * @param delay the delay
	 * @param task the task
	 * @return cancels the task unless it has started
	 */
	Guard schedule(Duration delay, Runnable task);

}
