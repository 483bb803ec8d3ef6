package io.aemp.dispatch;

import java.time.Duration;
import java.time.Instant;

import io.aemp.Guard;

/** Time, as it comes in from outside. */
public interface Timers {

	/**
	 * A clock for measuring.
	 * @return nanoseconds from some point in time
	 */
	long nanoTime();

	/**
	 * A clock for telling the time.
	 * @return the time now
	 */
	Instant now();

	/**
	 * Runs a task later. It must neither block nor throw.
	 * @param delay how long to wait
	 * @param task the task
	 * @return cancels it
	 */
	Guard schedule(Duration delay, Runnable task);

}
