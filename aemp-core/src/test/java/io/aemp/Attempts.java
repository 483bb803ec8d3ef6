package io.aemp;

import java.util.concurrent.Callable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * For what must hold as long as no thread stands still, as it does now and then on a busy
 * machine: limits of time that are part of the behaviour under test. A fault that shows
 * now and then would hide here: so whoever can tell that the limit was not reached is to
 * say so by an exception.
 */
public final class Attempts {

	private static final int MOST = 5;

	private Attempts() {
	}

	/**
	 * Fails if no attempt succeeds.
	 * @param attempt does it all again and tells whether it came out as it should; throws
	 * if something is wrong though it was in time, or however slow the machine is
	 */
	public static void oneSucceeds(Callable<Boolean> attempt) throws Exception {
		boolean success = false;
		for (int i = 0; i < MOST && !success; i++) {
			success = attempt.call();
		}
		assertThat(success).as("one of %d attempts", MOST).isTrue();
	}

}
