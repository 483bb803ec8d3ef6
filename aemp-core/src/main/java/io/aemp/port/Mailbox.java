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
	 * The entries taken from the stack, oldest first, or the {@link Backlog} that holds
	 * them. Only the consumer changes it; other threads may read it while the consumer is
	 * blocked.
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

	/** Whether to schedule again before the next entry. Only the consumer calls this. */
	boolean isTurnOver() {
		return false;
	}

	/**
	 * Processes entries for one turn. Only the scheduled thread calls this.
	 * @return whether to schedule again, because the turn ended while entries may wait
	 */
	final boolean drain() {
		// another thread may have closed the mailbox since the last turn
		for (int i = 0; i < BATCH && !isClosed() && !isTurnOver(); i++) {
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
		setPaused(false);
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
		if (!(entry.waitsWhilePaused() ? tryAcquireEmpty() : tryAcquire())) {
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
	 * Becomes the consumer if the mailbox is idle and nothing waits for the end of a
	 * pause, see {@link #tryAcquire}.
	 */
	final boolean tryAcquireEmpty() {
		if (!tryAcquire()) {
			return false;
		}
		if (this.taken == null) {
			return true;
		}
		giveBack();
		return false;
	}

	/**
	 * Stops being the consumer if no entry waits that may be processed.
	 * @return whether the mailbox is idle; otherwise the caller remains the consumer
	 */
	final boolean release() {
		return hasNothingTaken() && NEWEST.compareAndSet(this, this, null);
	}

	private boolean hasNothingTaken() {
		Object taken = this.taken;
		return taken == null || (taken instanceof Backlog backlog && backlog.isBlocked());
	}

	/**
	 * Begins or ends a pause, in which messages wait and other entries pass them. Only
	 * the consumer calls this.
	 */
	final void setPaused(boolean paused) {
		if (this.taken instanceof Backlog backlog) {
			backlog.setPaused(paused);
			forget(backlog);
		}
		else if (paused) {
			// either a thread that closes the mailbox sees the backlog, or this thread
			// sees that the mailbox is closed before it processes another entry
			TAKEN.setVolatile(this, new Backlog(this.taken));
		}
	}

	/**
	 * Lets all messages wait in a backlog of a kind of its own. Only a constructor calls
	 * this.
	 */
	final void keepIn(Backlog backlog) {
		this.taken = backlog;
	}

	private void forget(Backlog backlog) {
		if (backlog.isOver()) {
			TAKEN.setRelease(this, null);
		}
	}

	/** Whether there is a pause. Any thread may call this. */
	final boolean isPaused() {
		return TAKEN.getAcquire(this) instanceof Backlog backlog && backlog.isPaused();
	}

	/**
	 * Takes the oldest entry. Only the consumer calls this.
	 * @return the entry, or {@code null} if none waits
	 */
	final @Nullable Object take() {
		Object oldest = this.taken;
		if (oldest == null) {
			return takeStack();
		}
		if (oldest instanceof Backlog backlog) {
			return take(backlog);
		}
		this.takenCount--;
		TAKEN.setRelease(this, MailboxChain.next(oldest));
		return oldest;
	}

	private @Nullable Object take(Backlog backlog) {
		if (backlog.isBlocked()) {
			Object top = popStack();
			if (top == null) {
				return null;
			}
			this.takenCount += MailboxChain.depth(top);
			backlog.append(reverse(top));
		}
		Object entry = backlog.take();
		if (entry != null) {
			this.takenCount--;
		}
		forget(backlog);
		return entry;
	}

	/**
	 * Takes the whole stack and returns its oldest entry. The rest becomes
	 * {@link #taken}.
	 */
	private @Nullable Object takeStack() {
		Object top = popStack();
		int others = (top != null) ? MailboxChain.depth(top) - 1 : 0;
		if (top == null || others == 0) {
			return top;
		}
		Object oldest = reverse(top);
		this.takenCount = others;
		TAKEN.setRelease(this, MailboxChain.next(oldest));
		return oldest;
	}

	/**
	 * Takes the whole stack.
	 * @return its newest entry, {@code null} if no entry waits there
	 */
	private @Nullable Object popStack() {
		Object top = this.newest;
		while (top != this && top != CLOSED) {
			if (NEWEST.compareAndSet(this, top, this)) {
				return top;
			}
			top = this.newest;
		}
		return null;
	}

	private static Object reverse(Object top) {
		Object older = MailboxChain.next(top);
		MailboxChain.setNext(top, null);
		Object first = first(top);
		while (older != null) {
			Object entry = older;
			older = MailboxChain.next(entry);
			MailboxChain.setNext(entry, first);
			first = first(entry);
		}
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
		return (top != CLOSED) ? undelivered((top != this) ? top : null) : null;
	}

	/**
	 * Closes the mailbox if no consumer is active and no entry waits, or none that may be
	 * processed. Any thread may call this.
	 * @return the entries that wait for the end of a pause, or {@code null} if this call
	 * did not close the mailbox
	 */
	final @Nullable UndeliveredEntries closeIfIdle() {
		return NEWEST.compareAndSet(this, null, CLOSED) ? undelivered(null) : null;
	}

	private UndeliveredEntries undelivered(@Nullable Object stack) {
		Object taken = TAKEN.getVolatile(this);
		Object oldest = (taken instanceof Backlog backlog) ? backlog.removeAll() : taken;
		return (oldest != null || stack != null) ? new UndeliveredEntries(oldest, stack) : UndeliveredEntries.NONE;
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
	public final long waiting(ReceiveWindow window) {
		int most = waiting();
		Object top = this.newest;
		Object taken = TAKEN.getAcquire(this);
		long bytes = (taken instanceof Backlog backlog) ? backlog.bytes(window, most)
				: MailboxChain.bytes(taken, window, most);
		return bytes + ((depth(top) > 0) ? MailboxChain.bytes(top, window, most) : 0);
	}

}
