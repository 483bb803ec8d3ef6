package io.aemp.testing;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class StandstillMeterTests {

	private static final Duration STANDSTILL = Duration.ofHours(1);

	private final AtomicLong leap = new AtomicLong();

	private long time() {
		return System.nanoTime() + this.leap.get();
	}

	@Test
	void meterRemembersTheLongestStandstill() {
		try (StandstillMeter meter = StandstillMeter.start(this::time)) {
			assertThat(meter.longest()).isLessThan(STANDSTILL.dividedBy(2));
			this.leap.addAndGet(STANDSTILL.toNanos());
			await().until(() -> meter.longest().compareTo(STANDSTILL.minusSeconds(1)) > 0);
			this.leap.addAndGet(STANDSTILL.toNanos() / 2);
			assertThat(meter.longest()).isBetween(STANDSTILL.minusSeconds(1), STANDSTILL.multipliedBy(2));
		}
	}

	@Test
	void standstillThatHasNotEndedForTheMeterCounts() {
		CountDownLatch end = new CountDownLatch(1);
		AtomicBoolean held = new AtomicBoolean();
		Thread test = Thread.currentThread();
		try (StandstillMeter meter = StandstillMeter.start(() -> {
			if (Thread.currentThread() != test) {
				held.set(true);
				BoundedWait.await(end);
			}
			return time();
		})) {
			await().untilTrue(held);
			this.leap.addAndGet(STANDSTILL.toNanos());
			assertThat(meter.longest()).isGreaterThan(STANDSTILL.minusSeconds(1));
			end.countDown();
		}
	}

}
