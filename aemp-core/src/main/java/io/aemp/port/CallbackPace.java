package io.aemp.port;

import java.util.concurrent.TimeUnit;

/**
 * Tells by the time that callbacks of a port take whether they wait. It cannot tell
 * waiting from computing, and need not: both hold up what is behind them. Only the
 * consumer of the port uses it.
 */
final class CallbackPace {

	/** A callback that takes longer costs more than another thread for the port. */
	static final long SLOW_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

	/** Two callbacks that take longer are enough, see {@link #CLOSE}. */
	static final long LONG_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

	/**
	 * With how many callbacks from one long one to the next the port waits. One alone has
	 * no effect: it may have loaded classes, or the scheduler may have preempted its
	 * thread. On a busy machine that happens once in some thousand callbacks.
	 */
	static final int CLOSE = 2048;

	/**
	 * The score of a slow callback. A quick one subtracts 1, so the score rises if more
	 * than one of this many callbacks is slow.
	 */
	private static final int SLOW_SCORE = 8;

	private static final int SCORE_LIMIT = 32;

	/** How many quick callbacks in a row end the waiting, at first and at most. */
	static final int SHORTEST_PROBATION = 64;

	static final int LONGEST_PROBATION = 16_384;

	/** After as many callbacks without waiting, earlier waits are forgotten. */
	static final int FORGOTTEN = 100_000;

	private boolean waits;

	private int score;

	/** The callbacks since the last long one, up to {@link #CLOSE}. */
	private int sinceLong = CLOSE;

	/** The callbacks since the port waits or does not wait, see {@link #add}. */
	private int count;

	private int probation = SHORTEST_PROBATION;

	/** Whether callbacks of the port wait. */
	boolean waits() {
		return this.waits;
	}

	/**
	 * Adds a callback.
	 * @param nanos how long it took
	 * @return whether {@link #waits()} has changed
	 */
	boolean add(long nanos) {
		boolean longAgain = isLongAgain(nanos);
		return this.waits ? addWhileWaiting(nanos) : addWhileQuick(nanos, longAgain);
	}

	private boolean isLongAgain(long nanos) {
		if (nanos < LONG_NANOS) {
			this.sinceLong = Math.min(this.sinceLong + 1, CLOSE);
			return false;
		}
		boolean again = this.sinceLong < CLOSE;
		this.sinceLong = 0;
		return again;
	}

	private boolean addWhileQuick(long nanos, boolean longAgain) {
		this.count = Math.min(this.count + 1, FORGOTTEN);
		if (nanos < SLOW_NANOS) {
			this.score = Math.max(this.score - 1, 0);
			return false;
		}
		this.score += SLOW_SCORE;
		if (!longAgain && this.score < SCORE_LIMIT) {
			return false;
		}
		if (this.count == FORGOTTEN) {
			this.probation = SHORTEST_PROBATION;
		}
		change(true);
		return true;
	}

	private boolean addWhileWaiting(long nanos) {
		this.count = (nanos < SLOW_NANOS) ? this.count + 1 : 0;
		if (this.count < this.probation) {
			return false;
		}
		this.probation = Math.min(2 * this.probation, LONGEST_PROBATION);
		change(false);
		return true;
	}

	private void change(boolean waits) {
		this.waits = waits;
		this.count = 0;
		this.score = 0;
	}

}
