package io.aemp.loop;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.aemp.InvalidConfigurationException;

/**
 * Decides whether a loop polls its sockets for a moment before it waits for them. Many
 * answers arrive sooner than the kernel can wake a thread. The loop polls only after it
 * has sent something, while answers tend to arrive that soon, and while that does not
 * often cost it the processor. Only the thread that holds the loop may use this.
 */
public final class BusyPoll {

	private static final Duration MAX_LIMIT = Duration.ofMillis(1);

	private static final int MAX_CREDIT = 8;

	/** A failed poll costs as much credit as this many successful ones earn. */
	private static final int MISS_COST = 4;

	/**
	 * Losing the processor to threads of this node takes no more than this many limits;
	 * to other processes, it takes milliseconds.
	 */
	private static final int TOLERATED_LIMITS = 4;

	/** One part in so many of the time may be lost while the loop polls. */
	private static final int LOSS_SHARE = 100;

	/** How much may be lost at once, by a compiler for example. */
	private static final long TOLERATED_LOSS = TimeUnit.MILLISECONDS.toNanos(10);

	private static final long MAX_LOSS = TimeUnit.SECONDS.toNanos(1);

	private final long nanos;

	/** Whether something was sent since the last arrival. */
	private boolean sent;

	/** Positive while polling pays. */
	private int credit;

	/**
	 * For how long polls have lost the processor, without what they have saved, as of the
	 * last loss. It is forgotten as time passes.
	 */
	private long loss;

	/** When that was. */
	private long lossTime;

	/**
	 * Creates the decision for one loop.
	 * @param limit how long to poll; zero never polls
	 * @throws InvalidConfigurationException if the limit is not between 0 and 1 ms
	 */
	public BusyPoll(Duration limit) {
		if (limit.isNegative() || limit.compareTo(MAX_LIMIT) > 0) {
			throw new InvalidConfigurationException("busy_poll",
					text(limit) + " is not between 0 and " + text(MAX_LIMIT) + ".",
					"Give a time like 50 µs, which is about what waking a thread takes, or 0 to wait at once.");
		}
		this.nanos = limit.toNanos();
	}

	private static String text(Duration time) {
		return BigDecimal.valueOf(time.getSeconds())
			.scaleByPowerOfTen(6)
			.add(BigDecimal.valueOf(time.getNano(), 3))
			.stripTrailingZeros()
			.toPlainString() + " µs";
	}

	/** How long to poll, in nanoseconds. */
	long nanos() {
		return this.nanos;
	}

	/**
	 * Whether to poll before waiting.
	 * @param now the time in nanoseconds
	 */
	boolean pays(long now) {
		return this.sent && this.credit > 0 && recentLoss(now) <= TOLERATED_LOSS;
	}

	private long recentLoss(long now) {
		return (this.loss > 0) ? Math.max(0, this.loss - (now - this.lossTime) / LOSS_SHARE) : 0;
	}

	void sent() {
		this.sent = true;
	}

	/** Bytes or a task arrived while the loop polled. */
	void found() {
		this.sent = false;
		// what waking the thread would have taken
		this.loss -= Math.min(this.loss, this.nanos / 2);
		earn();
	}

	/**
	 * The loop yielded the processor to other threads. If these often take it for long,
	 * the loop had better wait: a thread that is woken comes sooner to its turn than one
	 * that yields.
	 * @param nanos how long the loop had to wait for the processor, in nanoseconds
	 * @param now the time in nanoseconds
	 */
	void yielded(long nanos, long now) {
		if (nanos > TOLERATED_LIMITS * this.nanos) {
			this.loss = recentLoss(now) + Math.min(nanos, MAX_LOSS);
			this.lossTime = now;
		}
	}

	/** Nothing arrived while the loop polled. */
	void missed() {
		this.credit -= MISS_COST;
	}

	/**
	 * Bytes or a task arrived while the loop waited, or were there already.
	 * @param nanos how long the loop waited, in nanoseconds
	 */
	void waited(long nanos) {
		if (this.sent && nanos <= 2 * this.nanos) {
			// half of that time may be the wake-up of the thread
			earn();
		}
		else if (this.sent && this.credit > 0) {
			this.credit--;
		}
		this.sent = false;
	}

	private void earn() {
		this.credit = Math.min(this.credit + 1, MAX_CREDIT);
	}

}
