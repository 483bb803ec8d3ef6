package io.aemp.dispatch;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** Threads that lose their place while their tasks go on. */
public final class ThreadReliefStress {

	private static final int LIMIT_SECONDS = 20;

	private static final ExecutorService WAITING = Executors.newCachedThreadPool((task) -> {
		Thread thread = new Thread(task);
		thread.setDaemon(true);
		return thread;
	});

	private ThreadReliefStress() {
	}

	private static boolean await(CountDownLatch latch) {
		try {
			return latch.await(LIMIT_SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** The end of a task, against somebody who takes the place of its thread. */
	@JCStressTest
	@State
	@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "The place was taken, and the thread knows it")
	@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "The task had ended before")
	public static class End {

		private final WatchedTask task = new WatchedTask();

		public End() {
			this.task.begin();
		}

		@Actor
		public void ends(II_Result result) {
			this.task.end();
			result.r1 = this.task.isRelieved() ? 1 : 0;
		}

		@Actor
		public void relieves(II_Result result) {
			result.r2 = this.task.relieve() ? 1 : 0;
		}

	}

	/**
	 * Two take the place of one thread: the watch, and the thread that is about to wait.
	 */
	@JCStressTest
	@State
	@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "One of them has it")
	public static class Two {

		private final WatchedTask task = new WatchedTask();

		private int first;

		private int second;

		public Two() {
			this.task.begin();
		}

		@Actor
		public void relieves() {
			this.first = this.task.relieve() ? 1 : 0;
		}

		@Actor
		public void relievesToo() {
			this.second = this.task.relieve() ? 1 : 0;
		}

		@Arbiter
		public void look(I_Result result) {
			result.r1 = this.first + this.second;
		}

	}

	/**
	 * A task that is waited for is kept by a thread at the moment when it loses its
	 * place. The only thread of the pool waits each time.
	 */
	@JCStressTest
	@State
	@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "What was kept has run")
	public static class Keep {

		private static final WorkStealingPool POOL = new WorkStealingPool(1, "relief-", WAITING);

		private final CountDownLatch kept = new CountDownLatch(1);

		private final CountDownLatch handed = new CountDownLatch(1);

		private final CountDownLatch ended = new CountDownLatch(1);

		private volatile PoolThread thread;

		@Actor
		public void waits(I_Result result) {
			POOL.execute(() -> {
				TaskWatch watch = POOL.beginWaitingTask();
				this.thread = (PoolThread) Thread.currentThread();
				this.handed.countDown();
				POOL.execute(this.kept::countDown);
				if (ThreadReliefStress.await(this.kept)) {
					this.ended.countDown();
				}
				watch.end();
			});
			result.r1 = ThreadReliefStress.await(this.ended) ? 1 : 0;
		}

		@Actor
		public void takesOver() {
			if (ThreadReliefStress.await(this.handed) && this.thread.watched().relieve()) {
				POOL.replace(this.thread);
			}
		}

	}

}
