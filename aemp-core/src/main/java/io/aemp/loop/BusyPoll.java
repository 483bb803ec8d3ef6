package io.aemp.loop;

import java.math.BigDecimal;
import java.time.Duration;

import io.aemp.InvalidConfigurationException;

/**
 * Decides whether a loop polls its sockets for a moment before it waits for them. Many
 * answers arrive sooner than the kernel can wake a thread. The loop polls only after it
 * has sent something, and while answers tend to arrive that soon. Only the thread that
 * holds the loop may use this.
 */
public final class BusyPoll {

	private static final Duration MAX_LIMIT = Duration.ofMillis(1);

	private static final int MAX_CREDIT = 8;

	/** A failed poll costs as much credit as this many successful ones earn. */
	private static final int MISS_COST = 4;

	private final long nanos;

	/** Whether something was sent since the last arrival. */
	private boolean sent;

	/** Positive while polling pays. */
	private int credit;

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

	/** Whether to poll before waiting. */
	boolean pays() {
		return this.sent && this.credit > 0;
	}

	void sent() {
		this.sent = true;
	}

	/** Bytes or a task arrived while the loop polled. */
	void found() {
		this.sent = false;
		earn();
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
