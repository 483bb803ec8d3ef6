package io.aemp.dispatch;

import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Tasks of a {@link WorkStealingPool} that a thread outside of it has made and runs itself, when
 * it is done with what it is at. It gives tasks to the pool as long as they tend to take
 * long.
 */
final class LoopWorker implements LoopTasks.Share {

	private static final int QUEUE_SIZE = 256;

	private static final long MOMENT_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

	/** A task that takes longer costs more than what waking another thread does. */
	private static final long LONG_NANOS = TimeUnit.MICROSECONDS.toNanos(250);

	/** More than one of so many tasks has to be long before the pool gets them. */
	private static final int LONG_WEIGHT = 8;

	private static final int DISTRUST = 64;

	private static final int MAX_DISTRUST = 2 * DISTRUST;

	/** How many tasks the pool gets before the next attempt. */
	private static final int PASSED_ON = 256;

	private final WorkStealingPool pool;

	private final Thread thread;

	private final TaskRing tasks = new TaskRing(QUEUE_SIZE);

	/** Whether all that waits is for others too, as the thread is at something else. */
	private volatile boolean shared;

	/** Whether the thread is stuck, so that others do what it has. */
	private volatile boolean givenUp;

	/** Whether tasks took long of late; the thread's own. */
	private int distrust;

	/** How many tasks are for the pool from now on; the thread's own. */
	private int passedOn;

	LoopWorker(WorkStealingPool pool, Thread thread) {
		this.pool = pool;
		this.thread = thread;
	}

	boolean isOf(Thread thread) {
		return this.thread == thread;
	}

	/**
	 * Takes a task, if it is not better off with the pool; for the thread.
	 * @return whether it was taken
	 */
	boolean add(Runnable task) {
		if (this.passedOn > 0) {
			this.passedOn--;
			return false;
		}
		this.tasks.add(task);
		if (this.givenUp) {
			// after what others have taken away
			giveAway();
		}
		else if (hasSpare()) {
			this.pool.wake();
		}
		return true;
	}

	/** Whether there is something for others; any thread. */
	boolean hasSpare() {
		return this.tasks.size() > (this.shared ? 0 : 1);
	}

	/** Gives a task to another thread. */
	@Nullable Runnable giveSpare() {
		return hasSpare() ? this.tasks.poll() : null;
	}

	@Override
	public boolean isDue() {
		return !this.tasks.isEmpty();
	}

	@Override
	public void work() {
		long start = System.nanoTime();
		long last = start;
		for (Runnable task = this.tasks.poll(); task != null; task = this.tasks.poll()) {
			share();
			WorkStealingPool.run(task);
			long now = System.nanoTime();
			judge(now - last);
			if (now - start > MOMENT_NANOS) {
				return;
			}
			last = now;
		}
	}

	/** What waits already need not wait for what is run now. */
	private void share() {
		boolean more = !this.tasks.isEmpty();
		if (more || this.shared) {
			this.shared = more;
		}
		if (more) {
			this.pool.wake();
		}
	}

	/** A single long one may have been interrupted by something else. */
	private void judge(long nanos) {
		if (nanos <= LONG_NANOS) {
			this.distrust = Math.max(this.distrust - 1, 0);
			return;
		}
		this.distrust = Math.min(this.distrust + LONG_WEIGHT, MAX_DISTRUST);
		if (this.distrust >= DISTRUST) {
			this.passedOn = PASSED_ON;
		}
	}

	@Override
	public void giveUp() {
		this.givenUp = true;
		giveAway();
	}

	@Override
	public void comeBack() {
		this.givenUp = false;
	}

	@Override
	public void leave() {
		this.pool.leave(this);
		giveAway();
	}

	private void giveAway() {
		for (Runnable task = this.tasks.poll(); task != null; task = this.tasks.poll()) {
			this.pool.addShared(task);
		}
	}

}
