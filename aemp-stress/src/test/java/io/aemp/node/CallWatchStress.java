package io.aemp.node;

import java.util.concurrent.atomic.AtomicInteger;

import io.aemp.Message;
import io.aemp.Reason;
import io.aemp.port.PortTable;
import io.aemp.port.Ports;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * Timed calls to a port of a peer, against the loss of its connection and the end of a
 * registration that no call uses.
 */
public final class CallWatchStress {

	private static final Reason LOSS = Reason.transportError("peer", "loss");

	private static final PortTable PORTS = new Ports().table();

	private CallWatchStress() {
	}

	/** A peer that is connected, and whose port nobody has called for a moment. */
	public abstract static class Called extends PeerStress.Connected {

		final AtomicInteger failed = new AtomicInteger();

		final Call call = newCall();

		Call newCall() {
			return new Call(PORTS, "peer#port", new Call.Outcome() {

				@Override
				public void answered(Message answer) {
				}

				@Override
				public void failed(Exception failure) {
					Called.this.failed.incrementAndGet();
				}

			}, new CallCounts());
		}

		void call(int number, Call call) {
			this.peer.call(this.context, "port", Message.of(number), call);
		}

		void leaveAnIdleRegistration() {
			Call earlier = newCall();
			call(1, earlier);
			earlier.close();
			this.peer.endIdleWatches();
			Wire.takeAll(this.first);
		}

	}

	/** The first call to a port, while the connection is lost. */
	@JCStressTest
	@State
	@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "Lost with the connection, and told")
	@Outcome(id = "0, 75", expect = Expect.ACCEPTABLE, desc = "Registered and sent over the next connection")
	public static class Loss extends Called {

		@Actor
		public void calls() {
			call(5, this.call);
		}

		@Actor
		public void loses() {
			this.peer.lose(this.first, LOSS);
		}

		@Arbiter
		public void settle(II_Result result) {
			result.r1 = this.failed.get();
			result.r2 = queued();
		}

	}

	/** A call to a port that is registered already, while the connection is lost. */
	@JCStressTest
	@State
	@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "Lost with the connection, and told")
	@Outcome(id = "0, 75", expect = Expect.ACCEPTABLE, desc = "Registered again and sent over the next connection")
	public static class LossOfAnIdleRegistration extends Called {

		public LossOfAnIdleRegistration() {
			leaveAnIdleRegistration();
		}

		@Actor
		public void calls() {
			call(5, this.call);
		}

		@Actor
		public void loses() {
			this.peer.lose(this.first, LOSS);
		}

		@Arbiter
		public void settle(II_Result result) {
			result.r1 = this.failed.get();
			result.r2 = queued();
		}

	}

	/** A call to a port whose registration ends because nobody has used it. */
	@JCStressTest
	@State
	@Outcome(id = "5", expect = Expect.ACCEPTABLE, desc = "The registration stays")
	@Outcome(id = "775", expect = Expect.ACCEPTABLE, desc = "It ends, and another one comes before the message")
	public static class EndOfAnIdleRegistration extends Called {

		public EndOfAnIdleRegistration() {
			leaveAnIdleRegistration();
		}

		@Actor
		public void calls() {
			call(5, this.call);
		}

		@Actor
		public void ends() {
			this.peer.endIdleWatches();
		}

		@Arbiter
		public void settle(I_Result result) {
			result.r1 = Wire.takeAll(this.first);
		}

	}

	/** The last call to a port ends while another one begins, and both are watched. */
	@JCStressTest
	@State
	@Outcome(id = "1, 5", expect = Expect.ACCEPTABLE, desc = "The registration passes on")
	public static class NextCall extends Called {

		private final Call earlier = newCall();

		public NextCall() {
			call(1, this.earlier);
			Wire.takeAll(this.first);
		}

		@Actor
		public void ends() {
			this.earlier.close();
			this.peer.endIdleWatches();
		}

		@Actor
		public void calls() {
			call(5, this.call);
		}

		@Arbiter
		public void settle(II_Result result) {
			this.peer.died(this.first, "port", LOSS);
			result.r1 = this.failed.get();
			result.r2 = Wire.takeAll(this.first);
		}

	}

}
