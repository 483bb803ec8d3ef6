package io.aemp.dispatch;

import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A few threads that share what is to be done, for short tasks that make others: ports
 * that wake each other. What a task makes its thread does next, as it is still in the
 * cache, and nobody has to be woken for it; what is more than that idle threads take
 * away.
 * <p>
 * A thread that finds nothing searches for a moment before it parks. Whoever adds a task
 * wakes a parked thread, unless one is searching: that will find it, and then wakes the
 * next one if there is more.
 */
final class WorkStealingPool implements Executor, LoopTasks {

	private static final Logger logger = LoggerFactory.getLogger(WorkStealingPool.class);

	/** How many tasks from outside wait without making objects. */
	private static final int SHARED_SIZE = 1024;

	private final TaskRing shared = new TaskRing(SHARED_SIZE);

	private final PoolThread[] threads;

	private final AtomicInteger parked = new AtomicInteger();

	/** At most one: more would keep others from working. */
	private final AtomicBoolean searched = new AtomicBoolean();

	/** Whether some parked thread looks after the busy ones. */
	private final AtomicBoolean watched = new AtomicBoolean();

	/** Threads of others that take part. */
	private volatile LoopWorker[] shares = {};

	private volatile boolean closed;

	/**
	 * Creates a pool. Its threads start when they are needed.
	 * @param size how many threads
	 * @param prefix what their names begin with
	 */
	WorkStealingPool(int size, String prefix) {
		this.threads = new PoolThread[size];
		for (int i = 0; i < size; i++) {
			this.threads[i] = new PoolThread(this, prefix + (i + 1));
		}
		this.parked.set(size);
	}

	@Override
	public void execute(Runnable task) {
		PoolThread current = current();
		if (current != null) {
			current.add(task);
			return;
		}
		LoopWorker share = share();
		if (share == null || !share.add(task)) {
			addFromOutside(task);
		}
	}

	/** As {@link #execute}, but on none of the threads that take part from outside. */
	void executeApart(Runnable task) {
		PoolThread current = current();
		if (current != null) {
			current.add(task);
		}
		else {
			addFromOutside(task);
		}
	}

	private void addFromOutside(Runnable task) {
		if (this.closed) {
			throw new RejectedExecutionException("The node is closed");
		}
		addShared(task);
	}

	/** Adds a task for any thread. */
	void addShared(Runnable task) {
		this.shared.add(task);
		wake();
	}

	/** Runs a task, on whatever thread has taken it, which goes on if the task fails. */
	static void run(Runnable task) {
		try {
			task.run();
		}
		catch (Throwable ex) {
			logger.error("A task on thread {} failed", Thread.currentThread().getName(), ex);
		}
		// what the task has left of it concerns no other one, and would keep threads
		// awake
		Thread.interrupted();
	}

	@Override
	public synchronized LoopWorker join() {
		LoopWorker share = new LoopWorker(this, Thread.currentThread());
		LoopWorker[] shares = Arrays.copyOf(this.shares, this.shares.length + 1);
		shares[shares.length - 1] = share;
		this.shares = shares;
		return share;
	}

	synchronized void leave(LoopWorker share) {
		this.shares = Stream.of(this.shares).filter((other) -> other != share).toArray(LoopWorker[]::new);
	}

	/** Whether the calling thread is one of this pool's, or takes part. */
	boolean isServing() {
		return current() != null || share() != null;
	}

	private @Nullable LoopWorker share() {
		Thread current = Thread.currentThread();
		for (LoopWorker share : this.shares) {
			if (share.isOf(current)) {
				return share;
			}
		}
		return null;
	}

	private @Nullable PoolThread current() {
		return (Thread.currentThread() instanceof PoolThread thread && thread.isOf(this)) ? thread : null;
	}

	/** Ends the threads, when they have done what they were given. */
	void close() {
		this.closed = true;
		for (PoolThread thread : this.threads) {
			if (thread.isAlive()) {
				thread.wake(PoolThread.State.AWAKE);
			}
		}
	}

	boolean isClosed() {
		return this.closed;
	}

	TaskRing shared() {
		return this.shared;
	}

	/** Makes sure that somebody comes who looks for work; for whoever has added some. */
	void wake() {
		// a search that begins or ends at the same time may have missed what was added
		// meanwhile
		while (this.parked.get() > 0 && tryBeginSearch()) {
			if (wakeOne(PoolThread.State.SEARCHING)) {
				return;
			}
			endSearch();
			if (!hasWork()) {
				return;
			}
		}
	}

	/**
	 * Makes sure that somebody looks now and then whether the busy threads get on; for a
	 * thread that keeps work to itself.
	 */
	void watch() {
		if (!this.watched.get() && this.parked.get() > 0) {
			wakeOne(PoolThread.State.WATCHING);
		}
	}

	private boolean wakeOne(PoolThread.State task) {
		for (PoolThread thread : this.threads) {
			if (thread.wake(task)) {
				return true;
			}
		}
		return false;
	}

	void parked(int change) {
		this.parked.addAndGet(change);
	}

	boolean tryBeginSearch() {
		return !this.searched.get() && this.searched.compareAndSet(false, true);
	}

	void endSearch() {
		this.searched.set(false);
	}

	boolean tryBeginWatch() {
		return isBusy() && this.watched.compareAndSet(false, true);
	}

	void endWatch() {
		this.watched.set(false);
	}

	/** Whether there is something that anybody may take. */
	boolean hasWork() {
		if (!this.shared.isEmpty()) {
			return true;
		}
		for (PoolThread thread : this.threads) {
			if (thread.hasQueued()) {
				return true;
			}
		}
		for (LoopWorker share : this.shares) {
			if (share.hasSpare()) {
				return true;
			}
		}
		return false;
	}

	/** Whether some thread is at work. */
	boolean isBusy() {
		for (PoolThread thread : this.threads) {
			if (thread.isBusy()) {
				return true;
			}
		}
		return false;
	}

	/** Takes tasks away from some other thread. */
	@Nullable Runnable steal(PoolThread thief) {
		for (PoolThread thread : this.threads) {
			Runnable task = (thread != thief) ? thread.giveTo(thief) : null;
			if (task != null) {
				return task;
			}
		}
		for (LoopWorker share : this.shares) {
			Runnable task = share.giveSpare();
			if (task != null) {
				return task;
			}
		}
		return null;
	}

	/** Takes a task away from a thread that has not got on since the last look. */
	@Nullable Runnable rescue() {
		for (PoolThread thread : this.threads) {
			Runnable task = thread.takeIfStuck();
			if (task != null) {
				return task;
			}
		}
		return null;
	}

}
