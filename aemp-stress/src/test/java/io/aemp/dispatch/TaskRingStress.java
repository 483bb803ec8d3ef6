package io.aemp.dispatch;

import java.util.concurrent.atomic.AtomicInteger;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** The queue of the default pool: nothing is lost, nothing comes twice. */
public final class TaskRingStress {

	private TaskRingStress() {
	}

	/** Two producers and a consumer, where not all fits. */
	@JCStressTest
	@State
	@Outcome(id = { "0, 5", "1, 5", "2, 5", "3, 5" }, expect = Expect.ACCEPTABLE, desc = "Each was run once")
	public static class Overflow {

		private final TaskRing ring = new TaskRing(2);

		private final AtomicInteger sum = new AtomicInteger();

		@Actor
		public void one() {
			this.ring.add(() -> this.sum.addAndGet(1));
			this.ring.add(() -> this.sum.addAndGet(1));
		}

		@Actor
		public void two() {
			this.ring.add(() -> this.sum.addAndGet(3));
		}

		@Actor
		public void consumes(II_Result result) {
			for (int i = 0; i < 3; i++) {
				Runnable task = this.ring.poll();
				if (task != null) {
					task.run();
					result.r1++;
				}
			}
		}

		@Arbiter
		public void rest(II_Result result) {
			for (Runnable task = this.ring.poll(); task != null; task = this.ring.poll()) {
				task.run();
			}
			result.r2 = this.ring.isEmpty() ? this.sum.get() : -1;
		}

	}

	/** Two consumers. */
	@JCStressTest
	@State
	@Outcome(id = "2, 4", expect = Expect.ACCEPTABLE, desc = "Each was taken once")
	public static class Thieves {

		private final TaskRing ring = new TaskRing(4);

		private final AtomicInteger taken = new AtomicInteger();

		private final AtomicInteger sum = new AtomicInteger();

		public Thieves() {
			this.ring.add(() -> this.sum.addAndGet(1));
			this.ring.add(() -> this.sum.addAndGet(3));
		}

		@Actor
		public void one() {
			take();
		}

		@Actor
		public void two() {
			take();
		}

		private void take() {
			for (Runnable task = this.ring.poll(); task != null; task = this.ring.poll()) {
				this.taken.incrementAndGet();
				task.run();
			}
		}

		@Arbiter
		public void count(II_Result result) {
			result.r1 = this.taken.get();
			result.r2 = this.sum.get();
		}

	}

}
