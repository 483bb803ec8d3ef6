package io.aemp.benchmarks.process;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits, but not for ever. */
final class Waiting {

	private static final int SECONDS = 60;

	private Waiting() {
	}

	static void await(CountDownLatch latch) throws InterruptedException {
		if (!latch.await(SECONDS, TimeUnit.SECONDS)) {
			throw new IllegalStateException(latch.getCount() + " did not come within " + SECONDS + " s");
		}
	}

}
