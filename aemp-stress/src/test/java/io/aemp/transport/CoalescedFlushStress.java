package io.aemp.transport;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** The wake-ups of a link: none is lost, and none is asked for twice. */
public final class CoalescedFlushStress {

	private CoalescedFlushStress() {
	}

	/** Something is queued while the drain for what came before begins. */
	@JCStressTest
	@State
	@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "Seen by the drain that was to come")
	@Outcome(id = { "1, 0", "1, 1" }, expect = Expect.ACCEPTABLE, desc = "Another drain is to come")
	public static class Begin {

		private final CoalescedFlush wakeUp = new CoalescedFlush();

		/** Plain: what makes it visible is what is tested. */
		private int queued;

		public Begin() {
			this.wakeUp.ask();
		}

		@Actor
		public void sends(II_Result result) {
			this.queued = 1;
			result.r1 = this.wakeUp.ask() ? 1 : 0;
		}

		@Actor
		public void drains(II_Result result) {
			this.wakeUp.begins();
			result.r2 = this.queued;
		}

	}

	/** Two senders ask at the same time. */
	@JCStressTest
	@State
	@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "One of them sees to it")
	@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "One of them sees to it")
	public static class Ask {

		private final CoalescedFlush wakeUp = new CoalescedFlush();

		@Actor
		public void one(II_Result result) {
			result.r1 = this.wakeUp.ask() ? 1 : 0;
		}

		@Actor
		public void two(II_Result result) {
			result.r2 = this.wakeUp.ask() ? 1 : 0;
		}

	}

}
