package io.aemp.port;

import io.aemp.Message;
import io.aemp.Reason;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** What comes together over a connection, against others and against deaths. */
public final class ArrivalStress {

	private ArrivalStress() {
	}

	/**
	 * A port, and a connection that brings messages with numbers from 1 on. The port
	 * counts those that come in order, with the others of the other sender between.
	 */
	abstract static class Connection {

		final Ports ports = new Ports();

		final LocalPort port = this.ports.open();

		private final ReceiveWindow inflow = new ReceiveWindow("peer", 250, new ReceiveWindow.Listener() {

			@Override
			public void filled() {
				Connection.this.faults += Connection.this.paused++;
			}

			@Override
			public void drained() {
				Connection.this.faults += 1 - Connection.this.paused--;
			}

		});

		private final long[] last = new long[2];

		private int received;

		/** Told in turn, so it needs no lock. */
		private int paused;

		private int faults;

		Connection() {
			this.port.receive("n", this::take);
		}

		private void take(Message message) {
			int sender = (int) message.integer(0);
			this.faults += (message.integer(1) == ++this.last[sender]) ? 0 : 1;
			this.received++;
		}

		/** Three together, and one behind them. */
		final void bring() {
			MailboxEntries.Arrival three = new MailboxEntries.Arrival(message(1), this.inflow, 1);
			three.add(message(2), 1);
			three.add(message(3), 1);
			deliver(three);
			deliver(new MailboxEntries.Arrival(message(4), this.inflow, 300));
		}

		private static Message message(long number) {
			return Message.of("n", 0L, number);
		}

		private void deliver(MailboxEntries.Arrival arrival) {
			if (this.port.deliver(arrival)) {
				this.inflow.add(arrival.bytes());
			}
		}

		final void send() {
			this.port.deliver(Message.of("n", 1L, 1L));
			this.port.deliver(Message.of("n", 1L, 2L));
		}

		final void look(II_Result result) {
			this.ports.run();
			result.r1 = this.received;
			result.r2 = this.faults + this.paused + (int) this.inflow.waiting();
		}

	}

	/** Another sender, and two threads of which either may be the consumer. */
	@JCStressTest
	@State
	@Outcome(id = "6, 0", expect = Expect.ACCEPTABLE, desc = "All in order, and all was settled")
	public static class Order extends Connection {

		@Actor
		public void brings() {
			bring();
			this.ports.run();
		}

		@Actor
		public void sends() {
			send();
			this.ports.run();
		}

		@Actor
		public void consumes() {
			this.ports.run();
		}

		@Arbiter
		public void settle(II_Result result) {
			look(result);
		}

	}

	/** The port is killed. */
	@JCStressTest
	@State
	@Outcome(id = { "0, 0", "3, 0", "4, 0" }, expect = Expect.ACCEPTABLE, desc = "A prefix, and all was settled")
	public static class Kill extends Connection {

		@Actor
		public void brings() {
			bring();
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

	/** The port is given up, maybe between two that came together. */
	@JCStressTest
	@State
	@Outcome(id = { "0, 0", "1, 0", "2, 0", "3, 0", "4, 0" }, expect = Expect.ACCEPTABLE,
			desc = "A prefix, and all was settled")
	public static class Overflow extends Connection {

		@Actor
		public void brings() {
			bring();
			this.ports.run();
		}

		@Actor
		public void givesUp() {
			this.port.overflow("too much");
			this.ports.run();
		}

		@Arbiter
		public void settle(II_Result result) {
			look(result);
		}

	}

	/** One message is sent to two ports at once, of which one passes it on. */
	@JCStressTest
	@State
	@Outcome(id = "2, 1", expect = Expect.ACCEPTABLE, desc = "Each has it as it was, once from each sender")
	public static class Shared {

		private final Ports ports = new Ports();

		private final LocalPort one = this.ports.open();

		private final LocalPort other = this.ports.open();

		private final Message message = Message.of("n", 1L);

		private int atOne;

		private int atOther;

		public Shared() {
			this.one.receive("n", (rest) -> {
				this.atOne += (rest.size() == 1) ? (int) rest.integer(0) : 100;
				if (this.atOne == 1) {
					this.other.deliver(this.message);
				}
			});
			this.other.receive((message) -> this.atOther += (message.size() == 2) ? (int) message.integer(1) : 100);
		}

		@Actor
		public void sends() {
			this.one.deliver(this.message);
			this.ports.run();
		}

		@Actor
		public void sendsToo() {
			this.one.deliver(this.message);
			this.ports.run();
		}

		@Arbiter
		public void settle(II_Result result) {
			this.ports.run();
			result.r1 = this.atOne;
			result.r2 = this.atOther;
		}

	}

}
