package io.aemp.boot.port;

import java.time.Duration;

/**
 * How long to wait before a port is opened again.
 *
 * @param first the delay after the first death; it doubles with each one
 * @param longest the longest delay
 * @param stable how long a port must have lived for earlier deaths to be forgotten
 */
record Backoff(Duration first, Duration longest, Duration stable) {

	private static final int MOST_DOUBLINGS = 30;

	/**
	 * The delay after one more death.
	 * @param earlier how many deaths are remembered
	 * @return how long to wait
	 */
	Duration delay(int earlier) {
		Duration delay = this.first.multipliedBy(1L << Math.min(earlier, MOST_DOUBLINGS));
		return (delay.compareTo(this.longest) < 0) ? delay : this.longest;
	}

}
