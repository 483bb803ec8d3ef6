package io.aemp.dispatch;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** What a thread has made for itself, and others may take. */
public final class LoopWorkerStress {

	private LoopWorkerStress() {
	}

	/**
	 * The thread makes tasks while others find that it is stuck. The pool has no threads:
	 * what it gets waits there.
	 */
	@JCStressTest
	@State
	@Outcome(id = "2, 0", expect = Expect.ACCEPTABLE, desc = "Others have both, and none is left behind")
	public static class GiveUp {

		private final WorkStealingPool pool = new WorkStealingPool(0, "none-", Runnable::run);

		private final LoopWorker share = this.pool.join();

		@Actor
		public void makes() {
			this.share.add(() -> {
			});
			this.share.add(() -> {
			});
		}

		@Actor
		public void givesUp() {
			this.share.giveUp();
		}

		@Arbiter
		public void count(II_Result result) {
			while (this.pool.shared().poll() != null) {
				result.r1++;
			}
			result.r2 = this.share.isDue() ? 1 : 0;
		}

	}

	/** The thread works while somebody takes what it can spare, and somebody gives up. */
	@JCStressTest
	@State
	@Outcome(id = "4, 0", expect = Expect.ACCEPTABLE, desc = "Each was run once")
	public static class Thief {

		private final WorkStealingPool pool = new WorkStealingPool(0, "none-", Runnable::run);

		private final LoopWorker share = this.pool.join();

		private final AtomicInteger runs = new AtomicInteger();

		public Thief() {
			this.share.add(this.runs::incrementAndGet);
			this.share.add(this.runs::incrementAndGet);
		}

		@Actor
		public void works() {
			this.share.add(this.runs::incrementAndGet);
			this.share.add(this.runs::incrementAndGet);
			while (this.share.isDue()) {
				this.share.work();
			}
		}

		@Actor
		public void takes() {
			Runnable task = this.share.giveSpare();
			if (task != null) {
				task.run();
			}
		}

		@Actor
		public void givesUp() {
			this.share.giveUp();
		}

		@Arbiter
		public void count(II_Result result) {
			for (Runnable task = this.pool.shared().poll(); task != null; task = this.pool.shared().poll()) {
				task.run();
			}
			result.r1 = this.runs.get();
			result.r2 = this.share.isDue() ? 1 : 0;
		}

	}

	/**
	 * A task waits for the one behind it, while threads of the pool are about to park.
	 */
	@JCStressTest
	@State
	@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "Some thread came for what could be spared")
	public static class Spare {

		private static final WorkStealingPool POOL = new WorkStealingPool(2, "spare-", Runnable::run);

		@Actor
		public void works(I_Result result) {
			long end = System.nanoTime() + ThreadLocalRandom.current().nextLong(60_000);
			while (System.nanoTime() < end) {
				Thread.onSpinWait();
			}
			CountDownLatch ready = new CountDownLatch(2);
			CountDownLatch met = new CountDownLatch(2);
			LoopWorker share = POOL.join();
			for (int i = 0; i < 2; i++) {
				share.add(() -> {
					ready.countDown();
					if (await(ready)) {
						met.countDown();
					}
				});
			}
			share.work();
			result.r1 = await(met) ? 1 : 0;
			share.leave();
		}

		private static boolean await(CountDownLatch latch) {
			try {
				return latch.await(20, TimeUnit.SECONDS);
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
