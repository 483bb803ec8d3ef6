package io.aemp.loop;

import java.time.Duration;

import io.aemp.InvalidConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BusyPollTests {

	private static final long LIMIT = 50_000;

	private final BusyPoll poll = new BusyPoll(Duration.ofNanos(LIMIT));

	private long now = Long.MAX_VALUE - 10_000_000;

	private void answer(long nanos) {
		this.poll.sent();
		this.poll.waited(nanos);
	}

	private boolean paysAfterSending() {
		this.poll.sent();
		return this.poll.pays(this.now);
	}

	@Test
	void paysWhenAnswersComeSoon() {
		assertThat(paysAfterSending()).isFalse();
		answer(2 * LIMIT);
		assertThat(paysAfterSending()).isTrue();
		assertThat(this.poll.nanos()).isEqualTo(LIMIT);
	}

	@Test
	void paysNotWhenTheyComeLate() {
		answer(2 * LIMIT + 1);
		answer(1_000_000_000);
		assertThat(paysAfterSending()).isFalse();
	}

	@Test
	void paysOnlyAfterSending() {
		for (int i = 0; i < 100; i++) {
			this.poll.waited(1);
		}
		assertThat(paysAfterSending()).isFalse();
		this.poll.waited(1);
		assertThat(this.poll.pays(this.now)).isFalse();
		assertThat(paysAfterSending()).isTrue();
		this.poll.found();
		assertThat(this.poll.pays(this.now)).isFalse();
		assertThat(paysAfterSending()).isTrue();
	}

	@Test
	void endsSoonWhenNothingComes() {
		for (int i = 0; i < 1000; i++) {
			answer(1);
		}
		int looks = 0;
		while (paysAfterSending()) {
			looks++;
			this.poll.missed();
			this.poll.waited(1_000_000_000);
		}
		assertThat(looks).isEqualTo(2);
	}

	@Test
	void looksThatFindNothingAreTheFewest() {
		int looks = 0;
		for (int i = 0; i < 1000; i++) {
			if (paysAfterSending()) {
				looks++;
				this.poll.missed();
			}
			// soon, but never soon enough
			this.poll.waited(LIMIT);
		}
		assertThat(looks).isBetween(200, 251);
	}

	@Test
	void goesOnThroughAMissNowAndThen() {
		int looks = 0;
		answer(1);
		for (int i = 0; i < 1000; i++) {
			if (paysAfterSending()) {
				looks++;
				if (i % 10 == 9) {
					this.poll.missed();
					this.poll.waited(1_000_000);
				}
				else {
					this.poll.found();
				}
			}
			else {
				this.poll.waited(LIMIT);
			}
		}
		assertThat(looks).isGreaterThan(900);
	}

	private void yields(long nanos) {
		this.poll.yielded(nanos, this.now);
	}

	/** Answers that arrive while others run say nothing about polling. */
	@Test
	void restsWhenOthersTookTheProcessorForLong() {
		answer(1);
		yields(10_000_000);
		assertThat(paysAfterSending()).isTrue();
		yields(1_000_000);
		assertThat(paysAfterSending()).isFalse();
		this.now += 99_999_999;
		assertThat(paysAfterSending()).isFalse();
		this.now++;
		assertThat(paysAfterSending()).isTrue();
		yields(1_000_000);
		assertThat(paysAfterSending()).isFalse();
		this.now += 1_000_000_000;
		assertThat(paysAfterSending()).isTrue();
		yields(9_000_000);
		assertThat(paysAfterSending()).isTrue();
	}

	@Test
	void whatPollsSaveIsWorthALoss() {
		answer(1);
		for (int i = 0; i < 1000; i++) {
			yields(LIMIT * 10);
			for (int j = 0; j < 20; j++) {
				assertThat(paysAfterSending()).isTrue();
				this.poll.found();
			}
		}
	}

	@Test
	void threadsOfTheNodeMayTakeTheProcessorForAMoment() {
		answer(1);
		for (int i = 0; i < 1000; i++) {
			yields(4 * LIMIT);
		}
		assertThat(paysAfterSending()).isTrue();
	}

	@Test
	void restsForAHundredSecondsAtMost() {
		answer(1);
		yields(Long.MAX_VALUE);
		this.now += 100_000_000_000L;
		assertThat(paysAfterSending()).isTrue();
	}

	@Test
	void zeroMeansNever() {
		BusyPoll off = new BusyPoll(Duration.ZERO);
		for (int i = 0; i < 100; i++) {
			off.sent();
			off.waited(1);
		}
		off.sent();
		assertThat(off.pays(0)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT-0.000001S", "PT0.001000001S", "PT5S", "P1000000D" })
	void unreasonableLimits(Duration limit) {
		assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(() -> new BusyPoll(limit))
			.withMessageContaining("between 0 and 1000 µs")
			.satisfies((ex) -> assertThat(ex.setting()).isEqualTo("busy_poll"));
		assertThat(new BusyPoll(Duration.ofMillis(1)).nanos()).isEqualTo(1_000_000);
	}

}
