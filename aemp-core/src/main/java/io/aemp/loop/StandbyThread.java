package io.aemp.loop;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * Watches the thread of a {@link SharedLoop} while it runs other tasks, and serves the
 * sockets if they take long. It uses a thread of its own, which sleeps while there are no
 * such tasks.
 */
final class StandbyThread {

	private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

	/** The most consecutive ticks without anything to watch before the thread sleeps. */
	private static final int MAX_IDLE_TICKS = 20;

	private final SharedLoop loop;

	private final ThreadFactory threads;

	/** Created on first use. Only the thread of the loop accesses it. */
	private @Nullable Thread thread;

	private volatile boolean asleep = true;

	private volatile boolean ended;

	StandbyThread(SharedLoop loop, ThreadFactory threads) {
		this.loop = loop;
		this.threads = threads;
	}

	/**
	 * Starts watching the loop, which its thread releases. Only that thread calls this.
	 */
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

	/** Ends the thread. Only the thread of the loop calls this, when the loop ends. */
	void end() {
		this.ended = true;
		LockSupport.unpark(this.thread);
	}

	private void run() {
		int seen = this.loop.releases();
		int idle = 0;
		while (!this.ended) {
			LockSupport.parkNanos(this.loop, TICK_NANOS);
			int releases = this.loop.releases();
			boolean free = this.loop.isFree();
			idle = (releases == seen && !free) ? idle + 1 : 0;
			if (releases == seen && free) {
				this.loop.standIn();
			}
			else if (idle > MAX_IDLE_TICKS) {
				sleep(releases);
				idle = 0;
			}
			seen = releases;
		}
	}

	private void sleep(int releases) {
		this.asleep = true;
		if (this.loop.releases() != releases) {
			// the loop's thread may have released the loop before it could see this
			// thread asleep
			this.asleep = false;
		}
		while (this.asleep && !this.ended) {
			LockSupport.park(this.loop);
		}
	}

}
