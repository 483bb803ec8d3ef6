package io.aemp.dispatch;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Measures how long a control task waits until it runs. Nothing is measured unless
 * somebody asks. Any thread.
 */
public final class ControlDelay {

	/** No task of this waits. */
	private static final long NONE = Long.MIN_VALUE;

	private final ControlExecutor control;

	private final Timers timers;

	/** When the task was queued that has not run yet. */
	private final AtomicLong queued = new AtomicLong(NONE);

	/** In nanoseconds. */
	private volatile long last;

	/**
	 * Creates the measurement, which has not begun.
	 * @param control the control executor
	 * @param timers tells the time
	 */
	public ControlDelay(ControlExecutor control, Timers timers) {
		this.control = control;
		this.timers = timers;
	}

	/**
	 * Queues a task, unless one waits that an earlier call has queued.
	 * @return how long the last one waited, or has waited so far, in nanoseconds
	 */
	public long look() {
		long now = this.timers.nanoTime();
		if (this.queued.compareAndSet(NONE, now)) {
			this.control.execute(this::ran);
		}
		long since = this.queued.get();
		return (since != NONE) ? Math.max(this.last, now - since) : this.last;
	}

	private void ran() {
		this.last = this.timers.nanoTime() - this.queued.getAndSet(NONE);
	}

}
