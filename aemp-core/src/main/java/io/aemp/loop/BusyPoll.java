package io.aemp.loop;

import java.math.BigDecimal;
import java.time.Duration;

import io.aemp.InvalidConfigurationException;

/**
 * Whether to look at the sockets again and again for a moment, before a thread waits for
 * them: many an answer comes sooner than a thread that waits can be woken. Only after
 * something was sent, and as long as answers tend to come that soon. For whoever has the
 * loop.
 */
final class BusyPoll {

	private static final Duration LONGEST = Duration.ofMillis(1);

	private static final int MOST_CREDIT = 8;

	/** A look for nothing costs as much as so many of success have earned. */
	private static final int MISS = 4;

	private final long nanos;

	/** Whether something was sent since something came the last time. */
	private boolean sent;

	/** Above zero as long as looking pays. */
	private int credit;

	/**
	 * Creates the decision of one loop.
	 * @param limit how long to look; zero for not at all
	 * @throws InvalidConfigurationException if that is no time to keep a processor busy
	 */
	BusyPoll(Duration limit) {
		if (limit.isNegative() || limit.compareTo(LONGEST) > 0) {
			throw new InvalidConfigurationException("busy_poll",
					text(limit) + " is not between 0 and " + text(LONGEST) + ".",
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

	/** How long to look. */
	long nanos() {
		return this.nanos;
	}

	/** Whether to look before waiting. */
	boolean pays() {
		return this.sent && this.credit > 0;
	}

	void sent() {
		this.sent = true;
	}

	/** Bytes or a task came while the thread looked for them. */
	void found() {
		this.sent = false;
		earn();
	}

	/** Nothing came. */
	void missed() {
		this.credit -= MISS;
	}

	/**
	 * Bytes or a task came while the thread waited, or were there.
	 * @param nanos how long it waited
	 */
	void waited(long nanos) {
		if (this.sent && nanos <= 2 * this.nanos) {
			// half of that may be the time of waking up
			earn();
		}
		else if (this.sent && this.credit > 0) {
			this.credit--;
		}
		this.sent = false;
	}

	private void earn() {
		this.credit = Math.min(this.credit + 1, MOST_CREDIT);
	}

}
