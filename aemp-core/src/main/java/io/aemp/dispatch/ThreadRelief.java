package io.aemp.dispatch;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks each millisecond after the threads of a {@link WorkStealingPool} that run tasks
 * which may wait, and has others take over what they leave undone. It uses a thread of
 * its own, because all threads of the pool may wait at the same time. That thread sleeps
 * while there are no such tasks.
 */
final class ThreadRelief {

	private static final Logger logger = LoggerFactory.getLogger(ThreadRelief.class);

	private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

	/** The most consecutive ticks without such a task before the thread sleeps. */
	private static final int MAX_IDLE_TICKS = 20;

	/** After so many milliseconds, a thread that seems to run is replaced too. */
	private static final int PATIENCE = 4;

	/** The most threads that wait in a task while others have their places. */
	private static final int MAX_RELIEVED = 256;

	private final WorkStealingPool pool;

	private final ThreadFactory threads;

	/** How many threads wait in a task while others have their places. */
	private final AtomicInteger relieved = new AtomicInteger();

	/** Guarded by this. */
	private @Nullable Thread thread;

	private volatile boolean asleep = true;

	private volatile boolean closed;

	ThreadRelief(WorkStealingPool pool, ThreadFactory threads) {
		this.pool = pool;
		this.threads = threads;
	}

	/** A thread of the pool has begun a task that may wait. */
	void watch() {
		if (this.asleep) {
			wakeUp();
		}
	}

	private synchronized void wakeUp() {
		this.asleep = false;
		if (this.thread == null) {
			this.thread = this.threads.newThread(this::run);
			this.thread.start();
		}
		else {
			LockSupport.unpark(this.thread);
		}
	}

	/** Ends the thread when no such task runs any more. */
	synchronized void close() {
		this.closed = true;
		LockSupport.unpark(this.thread);
	}

	private void run() {
		do {
			keepWatch();
		}
		while (sleep());
	}

	private void keepWatch() {
		for (int idle = 0; idle <= MAX_IDLE_TICKS; idle++) {
			LockSupport.parkNanos(this, TICK_NANOS);
			relieveStuck();
			if (runsWaitingTask()) {
				idle = 0;
			}
		}
	}

	private boolean runsWaitingTask() {
		for (PoolThread thread : this.pool.threads()) {
			if (thread.watched().isRunning()) {
				return true;
			}
		}
		return false;
	}

	private void relieveStuck() {
		try {
			boolean allStuck = true;
			for (PoolThread thread : this.pool.threads()) {
				int looks = thread.watched().look();
				allStuck &= looks > 0;
				if (looks > 0) {
					thread.giveAway();
				}
				if (looks >= PATIENCE || (looks > 0 && isWaiting(thread))) {
					replace(thread);
				}
			}
			if (allStuck) {
				// tasks that may wait must not wait behind each other either
				this.pool.spreadShared();
			}
		}
		catch (Throwable ex) {
			// the JVM may have no more threads for now
			logger.error("A thread that waits cannot be replaced now", ex);
		}
	}

	/**
	 * Whether it is certain that a thread waits. One that runs may compute, wait for a
	 * socket, or have been preempted on a busy machine, where one more thread is no help.
	 */
	private static boolean isWaiting(PoolThread thread) {
		return thread.getState() != Thread.State.RUNNABLE;
	}

	/**
	 * Takes the tasks of a thread that waits, or is about to, and its place if no other
	 * thread is there for new ones. Any thread may call this.
	 */
	void takeOver(PoolThread thread) {
		thread.giveAway();
		replace(thread);
	}

	private void replace(PoolThread thread) {
		if (!this.pool.hasParked() && this.relieved.get() < MAX_RELIEVED && thread.watched().relieve()) {
			this.relieved.incrementAndGet();
			this.pool.replace(thread);
		}
	}

	/** The task of a thread whose place is another's has ended. */
	void relievedEnds() {
		this.relieved.decrementAndGet();
	}

	/**
	 * Waits for a task that may wait.
	 * @return whether there is one; {@code false} if the pool is closed
	 */
	private boolean sleep() {
		this.asleep = true;
		// it may have begun before its thread could see this one asleep
		while (this.asleep && !runsWaitingTask()) {
			if (endIfClosed()) {
				return false;
			}
			LockSupport.park(this);
		}
		this.asleep = false;
		return true;
	}

	private synchronized boolean endIfClosed() {
		if (this.closed && this.asleep) {
			this.thread = null;
			return true;
		}
		return false;
	}

}
