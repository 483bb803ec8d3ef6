package io.aemp.simulation;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Durations as numbers. */
final class Nanos {

	static final long SECOND = 1_000_000_000L;

	private Nanos() {
	}

	/** The longest possible time for durations that are longer. */
	static long of(Duration duration) {
		return Math.max(0, TimeUnit.NANOSECONDS.convert(duration));
	}

}
