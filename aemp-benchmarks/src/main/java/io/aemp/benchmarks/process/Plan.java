package io.aemp.benchmarks.process;

import java.time.Duration;

/**
 * How long to measure.
 *
 * @param seconds the measured time
 * @param warmUp the time before it
 */
public record Plan(double seconds, double warmUp) {

	private static final int A_MILLION = 1_000_000;

	/**
	 * The measured time.
	 * @return a duration
	 */
	Duration measured() {
		return Duration.ofNanos((long) (this.seconds * 1e9));
	}

	/**
	 * The time before it.
	 * @return a duration
	 */
	Duration before() {
		return Duration.ofNanos((long) (this.warmUp * 1e9));
	}

	/**
	 * How large a large message is: 64 MB, or less in a hurry.
	 * @return bytes
	 */
	int largeBytes() {
		return (this.seconds < 1) ? A_MILLION : 64 * A_MILLION;
	}

	/**
	 * How many ports to open to see what one takes: a million, or less in a hurry.
	 * @return ports
	 */
	int ports() {
		return (this.seconds < 1) ? A_MILLION / 100 : A_MILLION;
	}

}
