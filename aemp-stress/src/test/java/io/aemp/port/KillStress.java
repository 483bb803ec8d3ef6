package io.aemp.port;

import java.util.concurrent.atomic.AtomicInteger;

import io.aemp.Message;
import io.aemp.Reason;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** The death of a port, against what reaches it at the same moment. */
public final class KillStress {

	private KillStress() {
	}

	/**
	 * What all tests look at: a port, how much it received, and who was told of its end.
	 */
	public abstract static class Victim {

		final Ports ports = new Ports();

		final LocalPort port;

		/** A port's own state: plain. */
		int received;

		boolean disordered;

		int fired;

		Victim(int limit) {
			this.port = this.ports.open(limit);
			this.port.receive((message) -> {
				if ((int) message.get(0) != ++this.received) {
					this.disordered = true;
				}
			});
			this.ports.watch(this.port, (reason) -> this.fired++);
		}

		void send(int number) {
			this.port.deliver(Message.of(number));
		}

		void look(II_Result result) {
			this.ports.run();
			result.r1 = this.disordered ? -1 : this.received;
			result.r2 = this.fired;
		}

	}

	/** Messages against a kill. */
	@JCStressTest
	@State
	@Outcome(id = { "0, 1", "1, 1", "2, 1" }, expect = Expect.ACCEPTABLE, desc = "A prefix arrived, one death was told")
	public static class Send extends Victim {

		public Send() {
			super(0);
		}

		@Actor
		public void sends() {
			send(1);
			send(2);
			this.ports.run();
		}

		@Actor
		public void kills() {
			this.port.kill(Reason.of("end"));
			this.ports.run();
		}

		@Arbiter
		public void settle(II_Result result) {
			look(result);
		}

	}

	/** Two kills at once. */
	@JCStressTest
	@State
	@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "It died once")
	public static class Kill extends Victim {

		public Kill() {
			super(0);
		}

		@Actor
		public void one() {
			this.port.kill(Reason.of("one"));
			this.ports.run();
		}

		@Actor
		public void two() {
			this.port.kill(Reason.of("two"));
			this.ports.run();
		}

		@Arbiter
		public void settle(II_Result result) {
			look(result);
		}

	}

	/** Two senders put in one message more than may wait. */
	@JCStressTest
	@State
	@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "The port dies before it receives anything")
	public static class Overflow extends Victim {

		public Overflow() {
			super(3);
		}

		@Actor
		public void one() {
			send(1);
			send(2);
		}

		@Actor
		public void two() {
			send(1);
			send(2);
		}

		@Arbiter
		public void settle(II_Result result) {
			look(result);
		}

	}

	/** Messages that just fit, while the port receives them. */
	@JCStressTest
	@State
	@Outcome(id = "4, 0", expect = Expect.ACCEPTABLE, desc = "All arrived, no overflow was imagined")
	public static class NoOverflow extends Victim {

		public NoOverflow() {
			super(4);
			send(1);
			send(2);
		}

		@Actor
		public void sends() {
			send(3);
			send(4);
		}

		@Actor
		public void receives() {
			this.ports.run();
		}

		@Arbiter
		public void settle(II_Result result) {
			look(result);
		}

	}

	/** A port comes to own something while it dies. */
	@JCStressTest
	@State
	@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "Closed with the port")
	public static class Own extends Victim {

		private final AtomicInteger closed = new AtomicInteger();

		public Own() {
			super(0);
		}

		@Actor
		public void owns() {
			this.port.own(this.closed::incrementAndGet);
		}

		@Actor
		public void kills() {
			this.port.kill(Reason.of("end"));
			this.ports.run();
		}

		@Arbiter
		public void settle(II_Result result) {
			this.ports.run();
			result.r1 = this.received;
			result.r2 = this.closed.get();
		}

	}

}
