package io.aemp.loop;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * Watches the thread of a {@link SharedLoop} while it does other work, and serves the
 * sockets in its place if that takes long. It has a thread of its own, which sleeps
 * unless there is such work.
 */
final class StandbyThread {

	private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

	/** So often in a row there is nothing to watch before it sleeps. */
	private static final int PATIENCE = 20;

	private final SharedLoop loop;

	private final ThreadFactory threads;

	/** Made when there is work for the first time; belongs to the thread of the loop. */
	private @Nullable Thread thread;

	private volatile boolean asleep = true;

	private volatile boolean ended;

	StandbyThread(SharedLoop loop, ThreadFactory threads) {
		this.loop = loop;
		this.threads = threads;
	}

	/** The loop is free from now on; for its thread. */
	void watch() {
		if (this.asleep) {
			this.asleep = false;
			if (this.thread == null) {
				this.thread = this.threads.newThread(this::run);
				this.thread.start();
			}
			else {
				LockSupport.unpark(this.thread);
			}
		}
	}

	/** Ends the thread; for that of the loop, which does not come back. */
	void end() {
		this.ended = true;
		LockSupport.unpark(this.thread);
	}

	private void run() {
		int seen = this.loop.turns();
		int idle = 0;
		while (!this.ended) {
			LockSupport.parkNanos(this.loop, TICK_NANOS);
			int turn = this.loop.turns();
			boolean free = this.loop.isFree();
			idle = (turn == seen && !free) ? idle + 1 : 0;
			if (turn == seen && free) {
				this.loop.standIn();
			}
			else if (idle > PATIENCE) {
				sleep(turn);
				idle = 0;
			}
			seen = turn;
		}
	}

	private void sleep(int turn) {
		this.asleep = true;
		if (this.loop.turns() != turn) {
			// it may have gone aside before it could see that there is nobody awake
			this.asleep = false;
		}
		while (this.asleep && !this.ended) {
			LockSupport.park(this.loop);
		}
	}

}
