package io.aemp.port;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** When a port counts as one that waits. */
class CallbackPaceTests {

	private static final long QUICK = CallbackPace.SLOW_NANOS - 1;

	private static final long SLOW = CallbackPace.LONG_NANOS - 1;

	private final CallbackPace pace = new CallbackPace();

	/** Adds callbacks until the port has moved; returns how many. */
	private int addUntilMoved(long nanos) {
		for (int i = 1;; i++) {
			if (this.pace.add(nanos)) {
				return i;
			}
			assertThat(i).isLessThan(1_000_000);
		}
	}

	/** Makes a port wait that does not; none of its callbacks was long just before. */
	private void makeWait() {
		assertThat(this.pace.add(CallbackPace.LONG_NANOS)).isFalse();
		assertThat(this.pace.add(CallbackPace.LONG_NANOS)).isTrue();
	}

	@Test
	void twoLongCallbacksAreEnough() {
		makeWait();
		assertThat(this.pace.waits()).isTrue();
	}

	@Test
	void twoThatAreFarFromEachOtherAreNot() {
		for (int i = 0; i < 5; i++) {
			assertThat(this.pace.add(CallbackPace.LONG_NANOS)).isFalse();
			for (int j = 0; j < CallbackPace.CLOSE; j++) {
				assertThat(this.pace.add(QUICK)).isFalse();
			}
		}
		this.pace.add(CallbackPace.LONG_NANOS);
		for (int j = 1; j < CallbackPace.CLOSE; j++) {
			assertThat(this.pace.add(QUICK)).isFalse();
		}
		assertThat(this.pace.add(CallbackPace.LONG_NANOS)).isTrue();
	}

	@Test
	void someSlowOnesAreToo() {
		assertThat(addUntilMoved(SLOW)).isEqualTo(4);
		assertThat(this.pace.waits()).isTrue();
	}

	@Test
	void oneSlowOneInEightIsNot() {
		for (int i = 0; i < 10_000; i++) {
			assertThat(this.pace.add((i % 9 == 0) ? SLOW : QUICK)).isFalse();
		}
		assertThat(this.pace.waits()).isFalse();
	}

	@Test
	void quickOnesInARowEndIt() {
		makeWait();
		for (int i = 0; i < CallbackPace.SHORTEST_PROBATION - 1; i++) {
			assertThat(this.pace.add(QUICK)).isFalse();
		}
		assertThat(this.pace.add(CallbackPace.SLOW_NANOS)).isFalse();
		assertThat(addUntilMoved(QUICK)).isEqualTo(CallbackPace.SHORTEST_PROBATION);
		assertThat(this.pace.waits()).isFalse();
	}

	@Test
	void whoWaitsAgainAndAgainStaysLonger() {
		int probation = CallbackPace.SHORTEST_PROBATION;
		while (probation < CallbackPace.LONGEST_PROBATION) {
			addUntilMoved(CallbackPace.LONG_NANOS);
			assertThat(addUntilMoved(QUICK)).isEqualTo(probation);
			probation *= 2;
		}
		for (int i = 0; i < 2; i++) {
			addUntilMoved(CallbackPace.LONG_NANOS);
			assertThat(addUntilMoved(QUICK)).isEqualTo(CallbackPace.LONGEST_PROBATION);
		}
	}

	@Test
	void waitsOfLongAgoAreForgotten() {
		for (int i = 0; i < 5; i++) {
			addUntilMoved(CallbackPace.LONG_NANOS);
			addUntilMoved(QUICK);
		}
		for (int i = 1; i < CallbackPace.FORGOTTEN; i++) {
			this.pace.add(QUICK);
		}
		makeWait();
		assertThat(addUntilMoved(QUICK)).isEqualTo(CallbackPace.SHORTEST_PROBATION);
	}

}
