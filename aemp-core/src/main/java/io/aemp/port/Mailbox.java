package io.aemp.port;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import org.jspecify.annotations.Nullable;

/**
 * A queue with many producers and one consumer at a time, which also says whether there
 * is a consumer: one atomic field holds both, so that no wake-up can be lost.
 * <p>
 * Producers push onto a stack; the consumer takes the whole stack and reverses it. The
 * field is {@code null} when the mailbox is idle: whoever replaces that by something else
 * starts the consumer, or is the consumer.
 */
abstract class Mailbox {

	/** How many signals are processed before others get their turn on the thread. */
	private static final int BATCH = 64;

	/** The mailbox is closed for good. */
	private static final Object CLOSED = new Object();

	private static final VarHandle NEWEST;

	private static final VarHandle TAKEN;

	static {
		try {
			NEWEST = MethodHandles.lookup().findVarHandle(Mailbox.class, "newest", Object.class);
			TAKEN = MethodHandles.lookup().findVarHandle(Mailbox.class, "taken", Object.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	/**
	 * The newest entry, or this mailbox itself while there is a consumer and nothing
	 * waits: that costs less than another object, which may be in another region of the
	 * heap, so that the collector has to be told.
	 */
	@SuppressWarnings("unused") // through NEWEST
	private volatile @Nullable Object newest;

	/**
	 * What was taken from the stack, oldest first. The consumer's own; others may look
	 * while it does not move.
	 */
	private @Nullable Object taken;

	/** How many were taken and wait; others may read it for an estimate. */
	private int takenCount;

	/** Makes some thread consume this mailbox, by {@link #drain}. */
	abstract void schedule();

	/** Does what an entry asks for; for the consumer. */
	abstract void process(Object entry);

	/** Lets an entry go that the consumer has taken, after somebody else has closed. */
	abstract void discard(Object entry);

	/** Settles what is due for all that was processed; for the consumer. */
	abstract void settle();

	/**
	 * Consumes for a while; for the thread that was scheduled.
	 * @return whether to schedule again, as others have waited long enough for the thread
	 */
	final boolean drain() {
		// it may have been closed since the last turn
		for (int i = 0; i < BATCH && !isClosed(); i++) {
			Object entry = take();
			if (entry != null) {
				process(entry);
				// not before: whoever closes meanwhile has to find what comes behind it
				MailboxChain.setNext(entry, null);
			}
			else {
				// while nobody else can be the consumer
				settle();
				if (release()) {
					return false;
				}
			}
		}
		if (isClosed()) {
			discardTaken();
			return false;
		}
		settle();
		return true;
	}

	private void discardTaken() {
		for (Object rest = take(); rest != null; rest = take()) {
			discard(rest);
			MailboxChain.setNext(rest, null);
		}
		settle();
	}

	/**
	 * Processes a signal of our own at once if the mailbox is idle, otherwise in its
	 * turn.
	 * @param signal a signal that runs no code of the application's
	 * @return whether the mailbox was open
	 */
	final boolean perform(MailboxEntry signal) {
		if (!tryAcquire()) {
			return offer(signal) > 0;
		}
		process(signal);
		giveBack();
		return true;
	}

	/** Stops being the consumer, after {@link #tryAcquire}. */
	final void giveBack() {
		if (!isClosed() && !release()) {
			schedule();
		}
	}

	/**
	 * Puts an entry in, from any thread.
	 * @param entry the entry, see {@link MailboxChain}
	 * @return how many wait now, or 0 if the mailbox is closed
	 */
	final int offer(Object entry) {
		return offer(entry, 1);
	}

	/**
	 * Puts an entry in, see {@link #offer(Object)}.
	 * @param count as how many it counts
	 */
	final int offer(Object entry, int count) {
		while (true) {
			Object top = this.newest;
			if (top == CLOSED) {
				return 0;
			}
			// before the entry can be taken, or it would be counted twice
			int taken = this.takenCount;
			int depth = depth(top) + count;
			if (NEWEST.compareAndSet(this, top, MailboxChain.link(entry, (top != this) ? top : null, depth))) {
				if (top == null) {
					schedule();
				}
				return depth + taken;
			}
		}
	}

	private int depth(@Nullable Object top) {
		return (top != null && top != this && top != CLOSED) ? MailboxChain.depth(top) : 0;
	}

	/**
	 * Becomes the consumer if the mailbox is idle.
	 * @return whether the calling thread is the consumer now; it must {@link #giveBack}
	 */
	final boolean tryAcquire() {
		return NEWEST.compareAndSet(this, null, this);
	}

	/**
	 * Stops being the consumer, if nothing waits.
	 * @return whether the mailbox is idle; otherwise the caller still is the consumer
	 */
	private boolean release() {
		return this.taken == null && NEWEST.compareAndSet(this, this, null);
	}

	/**
	 * Takes the oldest entry; for the consumer.
	 * @return the entry, or {@code null} if none waits
	 */
	private @Nullable Object take() {
		Object oldest = this.taken;
		if (oldest == null) {
			return takeStack();
		}
		this.takenCount--;
		TAKEN.setRelease(this, MailboxChain.next(oldest));
		return oldest;
	}

	/** Takes all that waits, and of it the oldest; the rest is {@link #taken} then. */
	private @Nullable Object takeStack() {
		Object top = this.newest;
		while (top != this && top != CLOSED) {
			if (NEWEST.compareAndSet(this, top, this)) {
				return (top != null) ? reverse(top) : null;
			}
			top = this.newest;
		}
		return null;
	}

	private Object reverse(Object top) {
		int count = MailboxChain.depth(top) - 1;
		if (count == 0) {
			return top;
		}
		Object older = MailboxChain.next(top);
		MailboxChain.setNext(top, null);
		Object first = first(top);
		while (older != null) {
			Object entry = older;
			older = MailboxChain.next(entry);
			MailboxChain.setNext(entry, first);
			first = first(entry);
		}
		this.takenCount = count;
		TAKEN.setRelease(this, MailboxChain.next(first));
		return first;
	}

	/** What is to be processed first of an entry, and leads to the entry. */
	private static Object first(Object entry) {
		return (entry instanceof MailboxEntries.Arrival arrival) ? arrival.unpack() : entry;
	}

	/**
	 * Closes the mailbox for good; any thread. The consumer may be in the middle of a
	 * signal, and lets go what it has taken when it comes back; whatever {@link UndeliveredEntries}
	 * discards may be discarded by it once more.
	 * @return what was waiting, or {@code null} if the mailbox was closed already
	 */
	final @Nullable UndeliveredEntries close() {
		Object top = NEWEST.getAndSet(this, CLOSED);
		return (top != CLOSED) ? new UndeliveredEntries(TAKEN.getAcquire(this), (top != this) ? top : null) : null;
	}

	/**
	 * Closes the mailbox for good if nothing waits and there is no consumer; any thread.
	 * @return whether it was so
	 */
	final boolean closeIfIdle() {
		return NEWEST.compareAndSet(this, null, CLOSED);
	}

	final boolean isClosed() {
		return this.newest == CLOSED;
	}

	/** About how many entries wait; any thread. */
	final int waiting() {
		return this.takenCount + depth(this.newest);
	}

	/**
	 * About how many bytes of a connection wait; any thread. Exact while the consumer
	 * does not move, as when its callback hangs.
	 */
	final long waiting(ReceiveWindow inflow) {
		int most = waiting();
		Object top = this.newest;
		return bytes(TAKEN.getAcquire(this), inflow, most) + ((depth(top) > 0) ? bytes(top, inflow, most) : 0);
	}

	private static long bytes(@Nullable Object first, ReceiveWindow inflow, int most) {
		long bytes = 0;
		Object entry = first;
		// the consumer may turn the links round in the meantime: never more than there
		// were
		for (int i = 0; entry != null && i < most; i++) {
			bytes += (entry instanceof MailboxEntry signal) ? signal.bytesOf(inflow) : 0;
			entry = MailboxChain.next(entry);
		}
		return bytes;
	}

}
