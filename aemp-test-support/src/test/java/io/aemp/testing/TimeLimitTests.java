package io.aemp.testing;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TimeLimitTests {

	/** No machine stands still for so long. */
	private static final Duration NEVER = Duration.ofDays(1);

	/** Each machine stands still for so long. */
	private static final Duration ALWAYS = Duration.ZERO;

	private final AtomicInteger attempts = new AtomicInteger();

	private int attempt() {
		return this.attempts.incrementAndGet();
	}

	@Test
	void successIsEnoughWhateverTheMachineDid() throws Exception {
		TimeLimit.check(ALWAYS, this::attempt, (attempt) -> assertThat(attempt).isOne());
		TimeLimit.check(NEVER, this::attempt, (attempt) -> assertThat(attempt).isEqualTo(2));
	}

	@Test
	void failureWithoutStandstillIsNoLuckOfTheNextAttempt() {
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> TimeLimit.check(NEVER, this::attempt, (attempt) -> assertThat(attempt).isEqualTo(2)))
			.withMessageContaining("The machine stood still for no longer than ");
		assertThat(this.attempts).hasValue(1);
	}

	@Test
	void attemptDuringAStandstillIsRepeated() throws Exception {
		TimeLimit.check(ALWAYS, this::attempt, (attempt) -> assertThat(attempt).isEqualTo(3));
		assertThat(this.attempts).hasValue(3);
	}

	@Test
	void machineThatStandsStillAgainAndAgainAbortsTheTest() {
		assertThatExceptionOfType(TestAbortedException.class)
			.isThrownBy(() -> TimeLimit.check(ALWAYS, this::attempt, (attempt) -> assertThat(attempt).isZero()))
			.withMessageMatching(".*The machine stood still in each attempt, for \\[(\\d+, ){4}\\d+\\] ms");
	}

	@Test
	void whatTheAttemptThrowsIsNotExcused() {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> TimeLimit.check(ALWAYS, () -> {
			throw new AssertionError("number " + attempt());
		}, (attempt) -> {
		})).withMessage("number 1");
	}

}
