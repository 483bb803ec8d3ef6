package io.aemp.dispatch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.aemp.Guard;
import org.jspecify.annotations.Nullable;

/**
 * Time limits that are rarely reached: to set one and to cancel it costs no object, no
 * timer and no search. A limit is noticed up to {@link #TICK} late. Any thread may call
 * all methods.
 * <p>
 * Limits that end in the same tick are in one list. There is one timer for all, for the
 * first tick with a limit; without limits there is none.
 */
public final class TimerWheel {

	/** The resolution of time limits. */
	public static final Duration TICK = Duration.ofMillis(8);

	/** The number of lists, a power of two: a turn of the wheel takes eight seconds. */
	private static final int LISTS = 1 << 10;

	/** A longer time is no limit. */
	private static final long LONGEST = Long.MAX_VALUE / 4;

	private final Timers timers;

	private final long start;

	private final Bucket[] lists = new Bucket[LISTS];

	/** The first tick that was not looked at yet. Guarded by this. */
	private long next;

	/** The tick for which the timer is set; guarded by this for changes. */
	private volatile long due = Long.MAX_VALUE;

	/** Cancels the timer. Guarded by this. */
	private Guard timer = () -> {
	};

	/**
	 * Creates a wheel without limits.
	 * @param timers the time, and the timer of the wheel
	 */
	public TimerWheel(Timers timers) {
		this.timers = timers;
		this.start = timers.nanoTime();
		for (int i = 0; i < LISTS; i++) {
			this.lists[i] = new Bucket();
		}
	}

	/**
	 * Sets a time limit. A limit is set once.
	 * @param limit the limit
	 * @param duration the time until it ends; negative counts as zero
	 */
	public void set(Limit limit, Duration duration) {
		long nanos = Math.max(0, TimeUnit.NANOSECONDS.convert(duration));
		long end = elapsed() + Math.min(nanos, LONGEST);
		// the first tick that begins after the end
		limit.tick = end / TICK.toNanos() + 1;
		list(limit.tick).add(limit);
		if (limit.tick < this.due) {
			schedule(limit.tick);
		}
	}

	/**
	 * Cancels a time limit, unless it is about to end. Does nothing if it was not set.
	 * @param limit the limit
	 */
	public void cancel(Limit limit) {
		list(limit.tick).remove(limit);
	}

	private long elapsed() {
		return this.timers.nanoTime() - this.start;
	}

	private Bucket list(long tick) {
		return this.lists[(int) tick & LISTS - 1];
	}

	private synchronized void schedule(long tick) {
		if (tick < this.due) {
			this.due = tick;
			this.timer.close();
			this.timer = this.timers.schedule(Duration.ofNanos(tick * TICK.toNanos() - elapsed()), () -> turn(tick));
		}
	}

	/** Ends the limits of all ticks that are over. */
	private void turn(long tick) {
		List<Limit> over = new ArrayList<>();
		synchronized (this) {
			if (tick != this.due) {
				// an earlier timer has replaced this one
				return;
			}
			this.due = Long.MAX_VALUE;
			long now = Math.max(tick, elapsed() / TICK.toNanos());
			// a thread that was slow to add a limit has set the timer for an old tick
			for (long t = Math.max(Math.min(this.next, tick), now - LISTS + 1); t <= now; t++) {
				list(t).removeOver(now, over);
			}
			this.next = now + 1;
		}
		over.forEach(Limit::over);
		scheduleNext();
	}

	/**
	 * Sets the timer for the next tick whose list is not empty, in this turn or a later.
	 */
	private void scheduleNext() {
		long first;
		synchronized (this) {
			first = this.next;
		}
		for (long tick = first; tick < first + LISTS; tick++) {
			if (!list(tick).isEmpty()) {
				schedule(tick);
				return;
			}
		}
	}

	/** A time limit. */
	public abstract static class Limit {

		/** Set before the limit enters a list. */
		private long tick;

		/** Guarded by the list, as {@link #later} is. */
		private @Nullable Limit earlier;

		private @Nullable Limit later;

		private boolean set;

		/**
		 * The time is over. Runs on the thread of the timers; must not block or throw.
		 */
		protected abstract void over();

	}

	/** The limits of all ticks with the same place on the wheel. */
	private static final class Bucket {

		private @Nullable Limit latest;

		synchronized void add(Limit limit) {
			Limit before = this.latest;
			limit.earlier = before;
			if (before != null) {
				before.later = limit;
			}
			this.latest = limit;
			limit.set = true;
		}

		synchronized void remove(Limit limit) {
			if (limit.set) {
				unlink(limit);
			}
		}

		private void unlink(Limit limit) {
			Limit earlier = limit.earlier;
			Limit later = limit.later;
			if (earlier != null) {
				earlier.later = later;
			}
			if (later != null) {
				later.earlier = earlier;
			}
			else {
				this.latest = earlier;
			}
			limit.earlier = null;
			limit.later = null;
			limit.set = false;
		}

		synchronized void removeOver(long now, List<Limit> over) {
			Limit limit = this.latest;
			while (limit != null) {
				Limit earlier = limit.earlier;
				if (limit.tick <= now) {
					unlink(limit);
					over.add(limit);
				}
				limit = earlier;
			}
		}

		synchronized boolean isEmpty() {
			return this.latest == null;
		}

	}

}
