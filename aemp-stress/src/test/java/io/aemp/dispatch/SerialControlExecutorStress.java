package io.aemp.dispatch;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * The order of control tasks. The thread runs at once what it gets, so that each actor is
 * the thread in its turn. The count is plain: that tasks do not overlap is tested too.
 */
public final class SerialControlExecutorStress {

	private SerialControlExecutorStress() {
	}

	/** A task that waits is overtaken neither by a brief one nor by a longer one. */
	abstract static class Order {

		private final SerialControlExecutor control = new SerialControlExecutor(Runnable::run);

		private int done;

		private int first;

		private int second;

		private int other;

		void two(boolean brief) {
			this.control.execute(() -> this.first = ++this.done);
			this.control.executeHere(() -> brief, () -> this.second = ++this.done);
		}

		void one() {
			this.control.execute(() -> this.other = ++this.done);
		}

		void oneHere() {
			this.control.executeHere(() -> true, () -> this.other = ++this.done);
		}

		void report(III_Result result) {
			result.r1 = this.first;
			result.r2 = this.second;
			result.r3 = this.other;
		}

	}

	/** The second task may run where it comes up. */
	@JCStressTest
	@State
	@Outcome(id = { "1, 2, 3", "1, 3, 2", "2, 3, 1" }, expect = Expect.ACCEPTABLE, desc = "In order")
	public static class Brief extends Order {

		@Actor
		public void givesTwo() {
			two(true);
		}

		@Actor
		public void givesOne() {
			one();
		}

		@Arbiter
		public void arbiter(III_Result result) {
			report(result);
		}

	}

	/** The second task has to go to the thread. */
	@JCStressTest
	@State
	@Outcome(id = { "1, 2, 3", "1, 3, 2", "2, 3, 1" }, expect = Expect.ACCEPTABLE, desc = "In order")
	public static class Long extends Order {

		@Actor
		public void givesTwo() {
			two(false);
		}

		@Actor
		public void givesOne() {
			one();
		}

		@Arbiter
		public void arbiter(III_Result result) {
			report(result);
		}

	}

	/** Brief tasks of two threads. */
	@JCStressTest
	@State
	@Outcome(id = { "1, 2, 3", "1, 3, 2", "2, 3, 1" }, expect = Expect.ACCEPTABLE, desc = "In order")
	public static class BriefBesideBrief extends Order {

		@Actor
		public void givesTwo() {
			two(true);
		}

		@Actor
		public void givesOne() {
			oneHere();
		}

		@Arbiter
		public void arbiter(III_Result result) {
			report(result);
		}

	}

}
