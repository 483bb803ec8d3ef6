package io.aemp.dispatch;

import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * The tasks of a {@link WorkStealingPool} that one event loop thread has submitted and
 * runs itself after its current work. The thread leaves new tasks to the pool while its
 * recent tasks were slow.
 */
final class LoopWorker implements LoopTasks.Share, TaskWatch {

	private static final int QUEUE_SIZE = 256;

	private static final long MOMENT_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

	/** A task that takes longer costs more than waking another thread. */
	private static final long SLOW_TASK_NANOS = TimeUnit.MICROSECONDS.toNanos(250);

	/**
	 * The score of a slow task. A fast one subtracts 1, so the score rises if more than
	 * one of this many tasks is slow.
	 */
	private static final int SLOW_TASK_SCORE = 8;

	private static final int SLOW_SCORE_LIMIT = 64;

	private static final int MAX_SLOW_SCORE = 2 * SLOW_SCORE_LIMIT;

	/** How many tasks go to the pool before the thread tries again. */
	private static final int TASKS_FOR_POOL = 256;

	private final WorkStealingPool pool;

	private final Thread thread;

	private final TaskRing tasks = new TaskRing(QUEUE_SIZE);

	/**
	 * Whether other threads may take all queued tasks, because the thread is running one.
	 */
	private volatile boolean shared;

	/** Whether the thread is stuck, so that the pool runs its tasks. */
	private volatile boolean givenUp;

	/** Whether the running task may wait. Only the event loop thread accesses it. */
	private boolean waiting;

	/** The score of recent slow tasks. Only the event loop thread accesses it. */
	private int slowScore;

	/** How many more tasks go to the pool. Only the event loop thread accesses it. */
	private int tasksForPool;

	LoopWorker(WorkStealingPool pool, Thread thread) {
		this.pool = pool;
		this.thread = thread;
	}

	boolean isOf(Thread thread) {
		return this.thread == thread;
	}

	/**
	 * Queues a task, unless the pool is to run it. Only the event loop thread calls this.
	 * @return whether the task was queued
	 */
	boolean add(Runnable task) {
		if (this.tasksForPool > 0) {
			this.tasksForPool--;
			return false;
		}
		this.tasks.add(task);
		if (this.givenUp) {
			// other threads have emptied the queue already
			giveAway();
		}
		else if (hasSpare()) {
			this.pool.wake();
		}
		return true;
	}

	/** Whether other threads may take a task. Any thread may call this. */
	boolean hasSpare() {
		return this.tasks.size() > (this.shared ? 0 : 1);
	}

	/** Removes a task for another thread, {@code null} if there is none. */
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
			offerToPool();
			WorkStealingPool.run(task);
			long now = System.nanoTime();
			updateScore(now - last);
			if (now - start > MOMENT_NANOS) {
				return;
			}
			last = now;
		}
	}

	/**
	 * Lets other threads take the queued tasks while this thread runs the current one.
	 */
	private void offerToPool() {
		boolean more = !this.tasks.isEmpty();
		if (more || this.shared) {
			this.shared = more;
		}
		if (more) {
			this.pool.wake();
		}
	}

	/**
	 * Updates the score. One slow task alone has no effect: the scheduler may have
	 * preempted the thread.
	 */
	private void updateScore(long nanos) {
		if (nanos <= SLOW_TASK_NANOS) {
			this.slowScore = Math.max(this.slowScore - 1, 0);
			return;
		}
		this.slowScore = Math.min(this.slowScore + SLOW_TASK_SCORE, MAX_SLOW_SCORE);
		if (this.slowScore >= SLOW_SCORE_LIMIT) {
			this.tasksForPool = TASKS_FOR_POOL;
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

	/** Moves the queued tasks to other threads. Any thread may call this. */
	void giveAway() {
		for (Runnable task = this.tasks.poll(); task != null; task = this.tasks.poll()) {
			this.pool.addElsewhere(task);
		}
	}

	/** The running task may wait from now on. Only the event loop thread calls this. */
	void beginWaitingTask() {
		this.waiting = true;
	}

	/** The task that may wait has ended. Only the event loop thread calls this. */
	@Override
	public void end() {
		this.waiting = false;
	}

	/** Whether a task runs that may wait. Only the event loop thread calls this. */
	boolean mayWait() {
		return this.waiting;
	}

}
