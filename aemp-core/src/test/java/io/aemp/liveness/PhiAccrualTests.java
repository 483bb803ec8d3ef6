package io.aemp.liveness;

import java.time.Duration;
import java.util.Map;
import java.util.Random;

import io.aemp.FailureDetector;
import io.aemp.link.Link;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** How patience follows from what is known of a peer. */
class PhiAccrualTests {

	private static final FailureDetector SETTINGS = FailureDetector.builder()
		.heartbeat(Duration.ofSeconds(2))
		.minimum(Duration.ofSeconds(8))
		.maximum(Duration.ofSeconds(11))
		.otherMinimum(Duration.ofSeconds(20))
		.otherMaximum(Duration.ofSeconds(28))
		.answer(Duration.ofSeconds(2))
		.build();

	private static final long SECOND = 1_000_000_000L;

	private static double limit(PhiAccrual rhythm) {
		return rhythm.limit(0, Long.MAX_VALUE) / (double) SECOND;
	}

	@Test
	void regularPeerIsGivenTheMinimum() {
		PhiAccrual rhythm = new PhiAccrual(2 * SECOND);
		for (int i = 0; i < 1000; i++) {
			rhythm.heard(2 * SECOND);
		}
		assertThat(limit(rhythm)).isEqualTo(2.0);
		assertThat(rhythm.limit(8 * SECOND, 11 * SECOND)).isEqualTo(8 * SECOND);
	}

	@Test
	void phiIsEightWhereANormalDistributionHasOneInAHundredMillionLeft() {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		PhiAccrual rhythm = new PhiAccrual(2 * SECOND);
		double sum = 0;
		for (int i = 0; i < 100_000; i++) {
			rhythm.heard((long) ((4 + 0.5 * random.nextGaussian()) * SECOND));
			sum += (i >= 1000) ? limit(rhythm) : 0;
		}
		// Q(5.6120) = 1e-8
		assertThat(sum / 99_000).as("seed %s", seed).isCloseTo(4 + 5.612 * 0.5, within(0.15));
	}

	@Test
	void irregularPeerIsGivenMoreTimeButNoMoreThanTheMaximum() {
		PhiAccrual rhythm = new PhiAccrual(2 * SECOND);
		for (int i = 0; i < 100; i++) {
			rhythm.heard(((i % 5 == 0) ? 7 : 2) * SECOND);
		}
		assertThat(rhythm.limit(8 * SECOND, 11 * SECOND)).isEqualTo(11 * SECOND);
		for (int i = 0; i < 200; i++) {
			rhythm.heard(2 * SECOND);
		}
		assertThat(rhythm.limit(8 * SECOND, 11 * SECOND)).as("later").isEqualTo(8 * SECOND);
	}

	@Test
	void oneLateHeartbeatIsNoRhythm() {
		PhiAccrual rhythm = new PhiAccrual(2 * SECOND);
		rhythm.heard(7 * SECOND);
		assertThat(rhythm.limit(8 * SECOND, 11 * SECOND)).isEqualTo(8 * SECOND);
	}

	@ParameterizedTest
	@CsvSource({ "1, 8, 11, 0", "2000, 8, 11, 0", "3000, 12, 15, 0", "5000, 20, 23, 0", "5001, 20, 28, 5",
			"999999999, 20, 28, 5", "0, 20, 28, 5" })
	void patienceWithNodesOfThisLibrary(String heartbeat, long minimum, long maximum, long question) {
		assertThat(patience(Map.of("mproto", "1", "heartbeat", heartbeat)))
			.isEqualTo(new SilenceLimits(minimum * SECOND, maximum * SECOND, question * SECOND));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "-1", "x", "1.5", "9999999999", " 2000", "\u0662" })
	void oddHeartbeatsAreNone(String heartbeat) {
		assertThat(patience(Map.of("mproto", "1", "heartbeat", heartbeat)).question()).isPositive();
	}

	@Test
	void peerThatCannotAnswerIsNeverGivenUp() {
		SilenceLimits patience = patience(Map.of());
		assertThat(patience.minimum()).isEqualTo(Long.MAX_VALUE);
		assertThat(patience.question()).isZero();
		assertThat(new PhiAccrual(SECOND).limit(patience.minimum(), patience.maximum())).isEqualTo(Long.MAX_VALUE);
	}

	private static SilenceLimits patience(Map<String, String> keys) {
		return SilenceLimits.with(new Link.Info("p", "p:1", true, "json", "json", false, null, keys), SETTINGS);
	}

}
