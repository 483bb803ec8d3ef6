package io.aemp.outbound;

import java.util.concurrent.atomic.AtomicInteger;

import io.aemp.Message;
import io.aemp.node.Wire;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/** The queue to a peer, against its connection. */
public final class SendQueueStress {

	private SendQueueStress() {
	}

	/** A queue, and who is told of it. */
	public abstract static class Queue implements SendQueue.Owner {

		final Wire wire = new Wire();

		final AtomicInteger demanded = new AtomicInteger();

		final AtomicInteger overflowed = new AtomicInteger();

		final SendQueue outbound;

		Queue(int limit) {
			this.outbound = new SendQueue(this, Wire.bounds(limit));
		}

		void send(int number) {
			this.outbound.append(null, "port", Message.of(number), false);
		}

		@Override
		public void demanded(SendQueue outbound) {
			this.demanded.incrementAndGet();
		}

		@Override
		public void overflowed(SendQueue outbound) {
			this.overflowed.incrementAndGet();
		}

		@Override
		public void writabilityChanged(SendQueue outbound) {
		}

	}

	/** The connection takes packets while it is lost, and something is appended. */
	@JCStressTest
	@State
	@Outcome(id = { "1, 2", "1, 0", "0, 0" }, expect = Expect.ACCEPTABLE, desc = "A prefix went out")
	public static class Close extends Queue {

		public Close() {
			super(1000);
			this.outbound.attach(this.wire, Runnable::run);
			send(1);
		}

		@Actor
		public void takes(II_Result result) {
			send(2);
			result.r1 = Wire.take(this.outbound);
			result.r2 = Wire.take(this.outbound);
		}

		@Actor
		public void loses() {
			this.outbound.close();
		}

	}

	/** The connection comes up while something is sent. */
	@JCStressTest
	@State
	@Outcome(id = { "12, 0", "1, 2", "0, 12" }, expect = Expect.ACCEPTABLE,
			desc = "What was not taken wakes the connection up; order is kept")
	public static class Attach extends Queue {

		private int taken;

		public Attach() {
			super(1000);
		}

		@Actor
		public void sends() {
			send(1);
			send(2);
		}

		@Actor
		public void comesUp() {
			this.taken = Wire.drain(this.outbound, this.wire);
		}

		@Arbiter
		public void settle(II_Result result) {
			result.r1 = this.taken;
			result.r2 = (this.wire.wakeUps.get() > 0) ? Wire.drain(this.outbound, this.wire) : 0;
		}

	}

	/** Something is sent while the connection takes the last packet of a queue. */
	@JCStressTest
	@State
	@Outcome(id = { "12, 0, 1", "12, 0, 2" }, expect = Expect.ACCEPTABLE, desc = "Taken with the rest")
	@Outcome(id = "1, 2, 2", expect = Expect.ACCEPTABLE, desc = "Left there, and the connection was woken up again")
	public static class Edge extends Queue {

		private int taken;

		public Edge() {
			super(1000);
			this.outbound.attach(this.wire, Runnable::run);
			send(1);
		}

		@Actor
		public void sends() {
			send(2);
		}

		@Actor
		public void drains() {
			this.taken = Wire.takeAll(this.outbound);
		}

		@Arbiter
		public void settle(III_Result result) {
			result.r1 = this.taken;
			result.r2 = Wire.takeAll(this.outbound);
			result.r3 = this.wire.wakeUps.get();
		}

	}

	/** Two senders add to a queue that is empty, and nobody takes anything. */
	@JCStressTest
	@State
	@Outcome(id = { "12, 1", "21, 1" }, expect = Expect.ACCEPTABLE, desc = "The first has woken the connection up")
	public static class First extends Queue {

		public First() {
			super(1000);
			this.outbound.attach(this.wire, Runnable::run);
		}

		@Actor
		public void one() {
			send(1);
		}

		@Actor
		public void two() {
			send(2);
		}

		@Arbiter
		public void settle(II_Result result) {
			result.r1 = Wire.takeAll(this.outbound);
			result.r2 = this.wire.wakeUps.get();
		}

	}

	/** Two senders, of whom one is the first who wants a connection. */
	@JCStressTest
	@State
	@Outcome(id = { "12, 1", "21, 1" }, expect = Expect.ACCEPTABLE, desc = "Both queued, one demand")
	public static class Demand extends Queue {

		public Demand() {
			super(1000);
		}

		@Actor
		public void one() {
			send(1);
		}

		@Actor
		public void two() {
			send(2);
		}

		@Arbiter
		public void settle(II_Result result) {
			result.r1 = Wire.drain(this.outbound);
			result.r2 = this.demanded.get();
		}

	}

	/** The queue overflows while the connection takes packets from it. */
	@JCStressTest
	@State
	@Outcome(id = { "0, 0, 1", "1, 0, 1" }, expect = Expect.ACCEPTABLE, desc = "A prefix went out before the overflow")
	@Outcome(id = { "1, 2, 0", "1, 2, 1" }, expect = Expect.ACCEPTABLE, desc = "What was taken made room for more")
	public static class Overflow extends Queue {

		public Overflow() {
			super(100);
			this.outbound.attach(this.wire, Runnable::run);
			send(1);
		}

		@Actor
		public void sends() {
			send(2);
			send(3);
		}

		@Actor
		public void takes(III_Result result) {
			result.r1 = Wire.take(this.outbound);
			result.r2 = Wire.take(this.outbound);
		}

		@Arbiter
		public void settle(III_Result result) {
			result.r3 = this.overflowed.get();
		}

	}

}
