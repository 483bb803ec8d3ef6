package io.aemp.dispatch;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whether a {@link PoolThread} runs a task that may wait, and whether another thread has
 * taken its place meanwhile. It never gets that place back.
 */
final class WatchedTask implements TaskWatch {

	private static final int NONE = 0;

	private static final int RELIEVED = -1;

	/** The positive number of the task, {@link #NONE}, or {@link #RELIEVED}. */
	private final AtomicInteger state = new AtomicInteger(NONE);

	/** The number of the last task. Only the thread accesses it. */
	private int number;

	/** The state at the last look. Only {@link ThreadRelief} accesses it. */
	private int seen;

	/** For how many looks it has been the same. Only {@link ThreadRelief} accesses it. */
	private int looks;

	/** The thread begins a task that may wait. */
	void begin() {
		this.number = (this.number < Integer.MAX_VALUE) ? this.number + 1 : 1;
		this.state.set(this.number);
	}

	/** The thread has ended that task. */
	@Override
	public void end() {
		this.state.compareAndSet(this.number, NONE);
	}

	/** Whether a task runs that may wait. Any thread may call this. */
	boolean isRunning() {
		return this.state.get() != NONE;
	}

	/** Whether another thread has the place of this one. Any thread may call this. */
	boolean isRelieved() {
		return this.state.get() == RELIEVED;
	}

	/**
	 * Looks whether a task runs. Only {@link ThreadRelief} calls this.
	 * @return for how many looks in a row it has been the same task; 0 for the first
	 */
	int look() {
		int state = this.state.get();
		this.looks = (state > NONE && state == this.seen) ? this.looks + 1 : 0;
		this.seen = state;
		return this.looks;
	}

	/**
	 * Takes the place of the thread while the task runs. Any thread may call this.
	 * @return whether the caller has the place now
	 */
	boolean relieve() {
		int state = this.state.get();
		return state > NONE && this.state.compareAndSet(state, RELIEVED);
	}

}
