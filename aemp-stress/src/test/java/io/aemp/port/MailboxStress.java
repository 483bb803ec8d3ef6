package io.aemp.port;

import java.util.concurrent.atomic.AtomicInteger;

import io.aemp.Message;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** The mailbox without a port around it. */
public final class MailboxStress {

	private MailboxStress() {
	}

	/** Two producers, of whom either may become the consumer. */
	@JCStressTest
	@State
	@Outcome(id = "4, 0", expect = Expect.ACCEPTABLE, desc = "All in order, one consumer at a time")
	public static class Producers {

		private final Recorder mailbox = new Recorder();

		@Actor
		public void one() {
			this.mailbox.offer(Recorder.signal(1, 1));
			this.mailbox.offer(Recorder.signal(1, 2));
		}

		@Actor
		public void two() {
			this.mailbox.offer(Recorder.signal(2, 1));
			this.mailbox.offer(Recorder.signal(2, 2));
		}

		@Arbiter
		public void count(II_Result result) {
			result.r1 = this.mailbox.processed();
			result.r2 = this.mailbox.faults();
		}

	}

	/** The short way for signals of our own, against the long one. */
	@JCStressTest
	@State
	@Outcome(id = "4, 0", expect = Expect.ACCEPTABLE, desc = "All in order, one consumer at a time")
	public static class Performers {

		private final Recorder mailbox = new Recorder();

		@Actor
		public void performs() {
			this.mailbox.perform(Recorder.signal(1, 1));
			this.mailbox.perform(Recorder.signal(1, 2));
		}

		@Actor
		public void offers() {
			this.mailbox.offer(Recorder.signal(2, 1));
			this.mailbox.perform(Recorder.signal(2, 2));
		}

		@Arbiter
		public void count(II_Result result) {
			result.r1 = this.mailbox.processed();
			result.r2 = this.mailbox.faults();
		}

	}

	/** A consumer gives way while a producer puts something in. */
	@JCStressTest
	@State
	@Outcome(id = "2, 1", expect = Expect.ACCEPTABLE, desc = "The consumer took both")
	@Outcome(id = "1, 2", expect = Expect.ACCEPTABLE, desc = "The consumer was gone, and another one was scheduled")
	public static class WakeUp {

		private final Scheduled mailbox = new Scheduled(1);

		@Actor
		public void produces() {
			this.mailbox.offer(Recorder.signal(1, 2));
		}

		@Actor
		public void consumes() {
			this.mailbox.drain();
		}

		@Arbiter
		public void count(II_Result result) {
			result.r1 = this.mailbox.processed();
			result.r2 = this.mailbox.schedules.get();
		}

	}

	/** The consumer closes while a producer puts something in. */
	@JCStressTest
	@State
	@Outcome(id = "1, 2", expect = Expect.ACCEPTABLE, desc = "Taken, and discarded with the rest")
	@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "Refused")
	public static class Close {

		private final Scheduled mailbox = new Scheduled(1);

		private int discarded;

		@Actor
		public void produces(II_Result result) {
			result.r1 = (this.mailbox.offer(Recorder.signal(1, 2)) > 0) ? 1 : 0;
		}

		@Actor
		public void closes() {
			this.mailbox.close().discard((signal) -> this.discarded++);
		}

		@Arbiter
		public void count(II_Result result) {
			result.r2 = this.discarded;
		}

	}

	/** How many wait is never told too high, or ports would die for nothing. */
	@JCStressTest
	@State
	@Outcome(id = { "1", "2", "3", "4" }, expect = Expect.ACCEPTABLE, desc = "No more than were there")
	public static class Waiting {

		private final Scheduled mailbox = new Scheduled(3);

		@Actor
		public void produces(I_Result result) {
			result.r1 = this.mailbox.offer(Recorder.signal(1, 4));
		}

		@Actor
		public void consumes() {
			this.mailbox.drain();
		}

	}

	/** Two threads send the same message, which can be the entry of one mailbox only. */
	@JCStressTest
	@State
	@Outcome(id = "4, 0", expect = Expect.ACCEPTABLE, desc = "All arrived, in order")
	public static class SharedMessage {

		private final Received one = new Received();

		private final Received two = new Received();

		private final Message shared = Message.of(2);

		@Actor
		public void toOne() {
			this.one.send(Message.of(1));
			this.one.send(this.shared);
		}

		@Actor
		public void toTwo() {
			this.two.send(Message.of(1));
			this.two.send(this.shared);
		}

		@Arbiter
		public void count(II_Result result) {
			result.r1 = this.one.count + this.two.count;
			result.r2 = this.one.faults + this.two.faults;
		}

	}

	/**
	 * Somebody closes while the consumer moves on: what it has taken is let go by either
	 * of them, or was processed.
	 */
	@JCStressTest
	@State
	@Outcome(id = { "0, 3", "1, 2", "2, 1", "3, 0", "1, 3", "2, 3", "3, 1", "3, 2", "2, 2" },
			expect = Expect.ACCEPTABLE, desc = "Each was processed or let go, perhaps both")
	public static class CloseWhileConsumed {

		private final Seen mailbox = new Seen();

		@Actor
		public void consumes() {
			this.mailbox.drain();
		}

		@Actor
		public void closes(II_Result result) {
			UndeliveredEntries remains = this.mailbox.close();
			int[] seen = new int[1];
			remains.discard((entry) -> seen[0] |= 1 << MailboxChain.depth(entry));
			this.mailbox.discardedByCloser = seen[0];
		}

		@Arbiter
		public void count(II_Result result) {
			int gone = this.mailbox.discardedByCloser | this.mailbox.discarded;
			// every entry is one of both
			boolean all = (gone | this.mailbox.processed) == 0b1110;
			result.r1 = all ? Integer.bitCount(this.mailbox.processed) : -1;
			result.r2 = Integer.bitCount(gone);
		}

	}

	/** Takes plain messages, and checks their numbers. */
	private static final class Received extends Recorder {

		private int count;

		private int faults;

		void send(Message message) {
			offer(MailboxChain.entry(message));
		}

		@Override
		void process(Object entry) {
			// the shared one may be wrapped
			int number = (entry instanceof Message message) ? (int) message.get(0) : 2;
			if (number != ++this.count) {
				this.faults++;
			}
		}

	}

	/** Three entries, of which it notes what became of them. */
	private static final class Seen extends Recorder {

		private int processed;

		private int discarded;

		private volatile int discardedByCloser;

		Seen() {
			for (int i = 1; i <= 3; i++) {
				offer(Recorder.signal(1, i));
			}
		}

		@Override
		void schedule() {
		}

		@Override
		void process(Object entry) {
			this.processed |= 1 << MailboxChain.depth(entry);
		}

		@Override
		void discard(Object entry) {
			this.discarded |= 1 << MailboxChain.depth(entry);
		}

	}

	/** A mailbox that only counts how often it is scheduled. */
	private static final class Scheduled extends Recorder {

		private final AtomicInteger schedules = new AtomicInteger();

		Scheduled(int signals) {
			for (int i = 1; i <= signals; i++) {
				offer(Recorder.signal(1, i));
			}
		}

		@Override
		void schedule() {
			this.schedules.incrementAndGet();
		}

	}

}
