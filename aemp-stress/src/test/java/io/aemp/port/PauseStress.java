package io.aemp.port;

import java.util.BitSet;

import io.aemp.Message;
import io.aemp.Reason;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Pauses of a port, against what reaches it at the same moment. */
public final class PauseStress {

	private PauseStress() {
	}

	/** A port that pauses at each message, and what it received. */
	public abstract static class Paused {

		final Ports ports = new Ports();

		final LocalPort port = this.ports.open();

		/** A port's own state: plain. */
		int received;

		boolean disordered;

		int called;

		Paused() {
			this.port.receive((message) -> {
				if ((int) message.get(0) != ++this.received) {
					this.disordered = true;
				}
				this.port.pause();
			});
		}

		void send(int number) {
			this.port.deliver(Message.of(number));
		}

		void look(II_Result result) {
			this.ports.run();
			result.r1 = this.disordered ? -1 : this.received;
			result.r2 = this.called;
		}

	}

	/** The end of a pause against messages. */
	@JCStressTest
	@State
	@Outcome(id = "2, 0", expect = Expect.ACCEPTABLE, desc = "One message for each end of a pause")
	public static class Resume extends Paused {

		public Resume() {
			send(1);
			this.ports.run();
		}

		@Actor
		public void sends() {
			send(2);
			send(3);
			this.ports.run();
		}

		@Actor
		public void resumes() {
			this.port.resume();
			this.ports.run();
		}

		@Arbiter
		public void settle(II_Result result) {
			look(result);
		}

	}

	/** Callbacks pass the messages that wait, and one of them ends the pause. */
	@JCStressTest
	@State
	@Outcome(id = "2, 2", expect = Expect.ACCEPTABLE, desc = "Both ran, and one message followed")
	public static class Callbacks extends Paused {

		public Callbacks() {
			send(1);
			send(2);
			send(3);
			this.ports.run();
		}

		@Actor
		public void calls() {
			this.port.execute(() -> this.called++);
			this.ports.run();
		}

		@Actor
		public void resumes() {
			this.port.execute(() -> {
				this.called++;
				this.port.resume();
			});
			this.ports.run();
		}

		@Arbiter
		public void settle(II_Result result) {
			look(result);
		}

	}

	/** A kill while messages wait and others arrive: nobody is forgotten. */
	@JCStressTest
	@State
	@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "Dead, and the computation was told")
	public static class Kill extends Paused {

		public Kill() {
			send(1);
			send(2);
			this.ports.run();
		}

		@Actor
		public void calls() {
			send(3);
			this.port.callInContext(() -> 1).whenComplete((value, failure) -> this.called++);
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

	/**
	 * Somebody closes while the consumer pauses, and takes what passes: each entry is
	 * processed or let go.
	 */
	@JCStressTest
	@State
	@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "Nothing was lost")
	public static class Close {

		private final Seen mailbox = new Seen();

		private final BitSet discardedByCloser = new BitSet();

		@Actor
		public void consumes() {
			this.mailbox.drain();
		}

		@Actor
		public void closes() {
			this.mailbox.close().discard((entry) -> this.discardedByCloser.set(MailboxChain.depth(entry)));
		}

		@Arbiter
		public void count(II_Result result) {
			BitSet all = new BitSet();
			all.or(this.mailbox.seen);
			all.or(this.discardedByCloser);
			result.r1 = (all.cardinality() == Seen.ENTRIES) ? 1 : 0;
			result.r2 = this.mailbox.unexpected;
		}

	}

	/** Every second entry is a message; the first one pauses the mailbox. */
	private static final class Seen extends Mailbox {

		static final int ENTRIES = 5;

		private final BitSet seen = new BitSet();

		private int unexpected;

		Seen() {
			for (int i = 1; i <= ENTRIES; i++) {
				offer((i % 2 == 0) ? Message.of(i) : new MailboxEntries.Callback(() -> {
				}));
			}
		}

		@Override
		void schedule() {
		}

		@Override
		void settle() {
		}

		@Override
		void process(Object entry) {
			this.unexpected += (entry instanceof Message) ? 1 : 0;
			this.seen.set(MailboxChain.depth(entry));
			setPaused(true);
		}

		@Override
		void discard(Object entry) {
			this.seen.set(MailboxChain.depth(entry));
		}

	}

}
