package io.aemp.dispatch;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * The threads of the default pool, against whoever gives them something to do. The actor
 * waits for it, as the next task from outside would make up for a wake-up that was lost.
 */
public final class WorkStealingPoolStress {

	private static final int LIMIT_SECONDS = 20;

	private WorkStealingPoolStress() {
	}

	/** Lets about as much time pass as threads need to go to sleep. */
	private static void pause(long most) {
		long end = System.nanoTime() + ThreadLocalRandom.current().nextLong(most);
		while (System.nanoTime() < end) {
			Thread.onSpinWait();
		}
	}

	private static boolean await(CountDownLatch latch) {
		try {
			return latch.await(LIMIT_SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Tasks come while threads are about to park, or were just woken. */
	@JCStressTest
	@State
	@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "All tasks were run")
	public static class Park {

		private static final WorkStealingPool POOL = new WorkStealingPool(2, "park-", Runnable::run);

		private final CountDownLatch runs = new CountDownLatch(4);

		@Actor
		public void adds(I_Result result) {
			pause(100_000);
			POOL.execute(() -> {
				POOL.execute(this.runs::countDown);
				POOL.execute(this.runs::countDown);
				this.runs.countDown();
			});
			POOL.execute(this.runs::countDown);
			result.r1 = await(this.runs) ? 1 : 0;
		}

	}

	/**
	 * A task waits for another one that its thread keeps, and so do tasks from outside,
	 * which take the threads that were about to look after it.
	 */
	@JCStressTest
	@State
	@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "Some thread came for what was kept")
	public static class Watch {

		private static final WorkStealingPool POOL = new WorkStealingPool(8, "watch-", Runnable::run);

		private final CountDownLatch kept = new CountDownLatch(1);

		private final CountDownLatch ends = new CountDownLatch(3);

		@Actor
		public void adds(I_Result result) {
			POOL.execute(() -> {
				POOL.execute(this.kept::countDown);
				waits();
			});
			pause(30_000);
			POOL.execute(this::waits);
			POOL.execute(this::waits);
			result.r1 = await(this.ends) ? 1 : 0;
			this.kept.countDown();
		}

		private void waits() {
			await(this.kept);
			this.ends.countDown();
		}

	}

}
