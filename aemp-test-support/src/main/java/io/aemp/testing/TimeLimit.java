package io.aemp.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

import org.junit.jupiter.api.Assumptions;

/**
 * Asserts what holds within a limit of time only, where the limit is a part of the
 * behaviour under test. The first attempt that succeeds is enough, and the first one that
 * fails on a machine that lets threads run fails the test. An attempt during which the
 * machine was measured to stand still for too long says nothing, so it is repeated.
 */
public final class TimeLimit {

	private static final int ATTEMPTS = 5;

	private TimeLimit() {
	}

	/**
	 * Makes attempts until one counts. If the machine stands still in all of them, the
	 * test is aborted, and the report says for how long it stood still.
	 * @param standstill the shortest standstill that explains a failure
	 * @param attempt does it all, from the beginning; what it throws is never excused, so
	 * it asserts what holds on a slow machine too
	 * @param assertion asserts what depends on time of the outcome of an attempt
	 * @param <T> the type of the outcome
	 */
	public static <T> void check(Duration standstill, Callable<T> attempt, Consumer<T> assertion) throws Exception {
		List<Long> standstills = new ArrayList<>();
		for (int i = 0; i < ATTEMPTS; i++) {
			try (StandstillMeter meter = StandstillMeter.start()) {
				T outcome = attempt.call();
				Duration longest = meter.longest();
				if (isMet(assertion, outcome, longest, standstill)) {
					return;
				}
				standstills.add(longest.toMillis());
			}
		}
		Assumptions.abort("The machine stood still in each attempt, for " + standstills + " ms");
	}

	private static <T> boolean isMet(Consumer<T> assertion, T outcome, Duration longest, Duration standstill) {
		try {
			assertion.accept(outcome);
			return true;
		}
		catch (AssertionError ex) {
			if (longest.compareTo(standstill) < 0) {
				throw new AssertionError("The machine stood still for no longer than " + longest.toMillis() + " ms, so "
						+ ex.getMessage(), ex);
			}
			return false;
		}
	}

}
