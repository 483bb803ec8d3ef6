package io.aemp.port;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import org.jspecify.annotations.Nullable;

/**
 * A queue with many producers and one consumer at a time. One atomic field holds both the
 * waiting entries and whether a consumer is active, so no wake-up is lost.
 * <p>
 * Producers push onto a stack. The consumer takes the whole stack and reverses it. The
 * field is {@code null} while the mailbox is idle. The thread that replaces {@code null}
 * either schedules the consumer or becomes the consumer.
 */
abstract class Mailbox {

	/** The most entries per turn, so that other ports get the thread. */
	private static final int BATCH = 64;

	/** Marks a closed mailbox; a mailbox never reopens. */
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
	 * The newest entry, or this mailbox itself while a consumer is active and no entry
	 * waits. {@code this} is the marker because a separate object may be in another
	 * region of the heap, which would cost a write barrier of the collector.
	 */
	@SuppressWarnings("unused") // through NEWEST
	private volatile @Nullable Object newest;

	/**
	 * The entries taken from the stack, oldest first. Only the consumer changes it; other
	 * threads may read it while the consumer is blocked.
	 */
	private @Nullable Object taken;

	/**
	 * The number of taken entries that wait. Other threads may read it as an estimate.
	 */
	private int takenCount;

	/** Makes a thread call {@link #drain}. */
	abstract void schedule();

	/** Processes an entry. Only the consumer calls this. */
	abstract void process(Object entry);

	/**
	 * Discards an entry that the consumer took before another thread closed the mailbox.
	 */
	abstract void discard(Object entry);

	/** Returns the credit of all processed entries. Only the consumer calls this. */
	abstract void settle();

	/**
	 * Processes entries for one turn. Only the scheduled thread calls this.
	 * @return whether to schedule again, because the turn ended while entries may wait
	 */
	final boolean drain() {
		// another thread may have closed the mailbox since the last turn
		for (int i = 0; i < BATCH && !isClosed(); i++) {
			Object entry = take();
			if (entry != null) {
				process(entry);
				// unlink only now: a thread that closes the mailbox meanwhile follows
				// this link
				MailboxChain.setNext(entry, null);
			}
			else {
				// settle while this thread still is the consumer
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
	 * Processes an entry at once if the mailbox is idle, otherwise in its turn.
	 * @param entry an entry that runs no application code
	 * @return whether the mailbox was open
	 */
	final boolean perform(MailboxEntry entry) {
		if (!tryAcquire()) {
			return offer(entry) > 0;
		}
		process(entry);
		giveBack();
		return true;
	}

	/** Stops being the consumer after {@link #tryAcquire}. */
	final void giveBack() {
		if (!isClosed() && !release()) {
			schedule();
		}
	}

	/**
	 * Adds an entry. Any thread may call this.
	 * @param entry the entry, see {@link MailboxChain}
	 * @return how many entries wait now, or 0 if the mailbox is closed
	 */
	final int offer(Object entry) {
		return offer(entry, 1);
	}

	/**
	 * Adds an entry, see {@link #offer(Object)}.
	 * @param count the number of messages that the entry counts as
	 */
	final int offer(Object entry, int count) {
		while (true) {
			Object top = this.newest;
			if (top == CLOSED) {
				return 0;
			}
			// read it before the consumer can take the entry, which would count it twice
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
	 * @return whether the calling thread is the consumer now; if so, it must call
	 * {@link #giveBack}
	 */
	final boolean tryAcquire() {
		return NEWEST.compareAndSet(this, null, this);
	}

	/**
	 * Stops being the consumer if no entry waits.
	 * @return whether the mailbox is idle; otherwise the caller remains the consumer
	 */
	private boolean release() {
		return this.taken == null && NEWEST.compareAndSet(this, this, null);
	}

	/**
	 * Takes the oldest entry. Only the consumer calls this.
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

	/**
	 * Takes the whole stack and returns its oldest entry. The rest becomes
	 * {@link #taken}.
	 */
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

	/**
	 * The first entry to process of a batch, which links to the batch; otherwise the
	 * entry.
	 */
	private static Object first(Object entry) {
		return (entry instanceof MailboxEntries.Arrival arrival) ? arrival.unpack() : entry;
	}

	/**
	 * Closes the mailbox. Any thread may call this. The consumer may be processing an
	 * entry; it discards the entries that it took once it returns. It may discard an
	 * entry that {@link UndeliveredEntries} discards too.
	 * @return the waiting entries, or {@code null} if the mailbox was closed already
	 */
	final @Nullable UndeliveredEntries close() {
		Object top = NEWEST.getAndSet(this, CLOSED);
		return (top != CLOSED) ? new UndeliveredEntries(TAKEN.getAcquire(this), (top != this) ? top : null) : null;
	}

	/**
	 * Closes the mailbox if no entry waits and no consumer is active. Any thread may call
	 * this.
	 * @return whether this call closed it
	 */
	final boolean closeIfIdle() {
		return NEWEST.compareAndSet(this, null, CLOSED);
	}

	final boolean isClosed() {
		return this.newest == CLOSED;
	}

	/** An estimate of the number of waiting entries. Any thread may call this. */
	final int waiting() {
		return this.takenCount + depth(this.newest);
	}

	/**
	 * An estimate of the bytes that wait for one receive window. Any thread may call
	 * this. Exact while the consumer is blocked in a callback.
	 */
	final long waiting(ReceiveWindow window) {
		int most = waiting();
		Object top = this.newest;
		return bytes(TAKEN.getAcquire(this), window, most) + ((depth(top) > 0) ? bytes(top, window, most) : 0);
	}

	private static long bytes(@Nullable Object first, ReceiveWindow window, int most) {
		long bytes = 0;
		Object entry = first;
		// the consumer may reverse the links meanwhile, so visit at most as many as there
		// were
		for (int i = 0; entry != null && i < most; i++) {
			bytes += (entry instanceof MailboxEntry mailboxEntry) ? mailboxEntry.bytesOf(window) : 0;
			entry = MailboxChain.next(entry);
		}
		return bytes;
	}

}
