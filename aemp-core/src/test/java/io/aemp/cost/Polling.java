package io.aemp.cost;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import io.aemp.testing.BoundedWait;

/** Waits for a condition, and allocates nothing itself while objects are counted. */
final class Polling {

	private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(1);

	private Polling() {
	}

	static void until(BooleanSupplier condition) {
		long begin = System.nanoTime();
		while (!condition.getAsBoolean()) {
			if (System.nanoTime() - begin > TimeUnit.SECONDS.toNanos(BoundedWait.SECONDS)) {
				throw new AssertionError("The condition is not met after " + BoundedWait.SECONDS + " s");
			}
			LockSupport.parkNanos(INTERVAL);
		}
	}

}
