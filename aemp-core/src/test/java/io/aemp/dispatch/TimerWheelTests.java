package io.aemp.dispatch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.aemp.port.VirtualWorld;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Time limits end in time, and cost no timer each. */
class TimerWheelTests {

	private final VirtualWorld world = new VirtualWorld();

	private final TimerWheel wheel = new TimerWheel(this.world);

	private final List<String> over = new ArrayList<>();

	private TimerWheel.Limit limit(String name) {
		return new TimerWheel.Limit() {

			@Override
			protected void over() {
				TimerWheelTests.this.over.add(name);
			}

		};
	}

	private void set(String name, Duration duration) {
		this.wheel.set(limit(name), duration);
	}

	@Test
	void endsNoLimitTooEarlyAndNoneMoreThanATickLate() {
		for (Duration duration : List.of(Duration.ZERO, Duration.ofMillis(1), Duration.ofMillis(500),
				Duration.ofSeconds(9), Duration.ofMinutes(10))) {
			set("limit", duration);
			if (!duration.isZero()) {
				this.world.advance(duration.minusNanos(1));
				assertThat(this.over).isEmpty();
			}
			this.world.advance(TimerWheel.TICK.plusNanos(1));
			assertThat(this.over).containsExactly("limit");
			this.over.clear();
		}
	}

	@Test
	void negativeTimeIsOverAtOnce() {
		set("limit", Duration.ofSeconds(-5));
		this.world.advance(TimerWheel.TICK);
		assertThat(this.over).containsExactly("limit");
	}

	@Test
	void timeBeyondAllMeasureIsNoLimit() {
		set("for ever", Duration.ofSeconds(Long.MAX_VALUE));
		set("limit", Duration.ofSeconds(1));
		this.world.advance(Duration.ofDays(1));
		assertThat(this.over).containsExactly("limit");
	}

	@Test
	void cancelledLimitDoesNotEnd() {
		TimerWheel.Limit first = limit("first");
		TimerWheel.Limit last = limit("last");
		this.wheel.set(first, Duration.ofSeconds(1));
		set("middle", Duration.ofSeconds(1));
		this.wheel.set(last, Duration.ofSeconds(1));
		this.wheel.cancel(first);
		this.wheel.cancel(last);
		this.wheel.cancel(last);
		this.wheel.cancel(limit("never set"));
		this.world.advance(Duration.ofSeconds(2));
		assertThat(this.over).containsExactly("middle");
		this.wheel.cancel(first);
	}

	@Test
	void oneTimerServesAllAndNoneIsLeft() {
		int timers = this.world.pendingTimers();
		List<TimerWheel.Limit> limits = new ArrayList<>();
		for (int i = 1000; i > 0; i--) {
			TimerWheel.Limit limit = limit("limit");
			limits.add(limit);
			this.wheel.set(limit, Duration.ofMillis(10L * i));
		}
		assertThat(this.world.pendingTimers()).isEqualTo(timers + 1);
		limits.forEach(this.wheel::cancel);
		this.world.advance(Duration.ofSeconds(10));
		assertThat(this.world.pendingTimers()).isEqualTo(timers);
		assertThat(this.over).isEmpty();
	}

	@Test
	void limitThatWaitsForAnHourWakesNobodyAllTheTime() {
		set("limit", Duration.ofHours(1));
		int turns = this.world.advanceCounting(Duration.ofHours(2));
		assertThat(this.over).containsExactly("limit");
		assertThat(turns).isLessThan(500);
	}

	@Test
	void manyLimitsInAnyOrder() {
		Random random = new Random(7);
		List<Long> expected = new ArrayList<>();
		List<Long> seen = new ArrayList<>();
		for (int i = 0; i < 5000; i++) {
			long millis = random.nextInt(60_000);
			TimerWheel.Limit limit = new TimerWheel.Limit() {

				@Override
				protected void over() {
					seen.add(millis);
				}

			};
			this.wheel.set(limit, Duration.ofMillis(millis));
			if (i % 3 == 0) {
				this.wheel.cancel(limit);
			}
			else {
				expected.add(millis);
			}
		}
		for (int second = 1; second <= 61; second++) {
			this.world.advance(Duration.ofSeconds(1));
			long now = second * 1000L;
			assertThat(seen).allSatisfy((millis) -> assertThat(millis).isLessThanOrEqualTo(now));
			assertThat(seen.size())
				.isGreaterThanOrEqualTo((int) expected.stream().filter((millis) -> millis < now - 16).count());
		}
		assertThat(seen).containsExactlyInAnyOrderElementsOf(expected);
	}

}
