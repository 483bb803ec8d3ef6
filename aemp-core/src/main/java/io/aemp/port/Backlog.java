package io.aemp.port;

import org.jspecify.annotations.Nullable;

/**
 * The entries that a consumer has taken from the mailbox of a paused port. Messages wait
 * here until the pause ends; other entries pass them. The lock of this object decides who
 * gets an entry: the consumer, or a thread that closes the mailbox.
 */
class Backlog {

	/** The oldest entry; see {@link MailboxChain}. */
	private @Nullable Object first;

	/**
	 * The newest entry that was found to wait for the end of the pause, as do all before
	 * it. So each entry is looked at once, even if the port pauses again and again.
	 */
	private @Nullable Object newestWaiting;

	private boolean paused = true;

	/** Begins a pause. */
	Backlog(@Nullable Object first) {
		this.first = first;
	}

	synchronized void setPaused(boolean paused) {
		this.paused = paused;
	}

	synchronized boolean isPaused() {
		return this.paused;
	}

	/** Whether there is a pause, and no entry may pass those that wait. */
	synchronized boolean isBlocked() {
		return this.paused && next() == null;
	}

	/** Whether there is neither a pause nor an entry. */
	synchronized boolean isOver() {
		return !this.paused && this.first == null;
	}

	/** An estimate of the bytes that the entries hold of one receive window. */
	synchronized long bytes(ReceiveWindow window, int most) {
		return MailboxChain.bytes(this.first, window, most);
	}

	/** Adds a chain of entries to a backlog that is blocked. */
	synchronized void append(Object oldest) {
		link(oldest);
	}

	/**
	 * Removes the oldest entry that may be processed.
	 * @return the entry, {@code null} if there is none
	 */
	synchronized @Nullable Object take() {
		return this.paused ? takePassing() : takeFirst();
	}

	private @Nullable Object takePassing() {
		Object entry = next();
		while (entry != null && waits(entry)) {
			this.newestWaiting = entry;
			entry = next();
		}
		if (entry != null) {
			link(MailboxChain.next(entry));
		}
		return entry;
	}

	private @Nullable Object takeFirst() {
		Object entry = this.first;
		if (entry != null) {
			this.first = MailboxChain.next(entry);
			this.newestWaiting = (entry != this.newestWaiting) ? this.newestWaiting : null;
		}
		return entry;
	}

	/**
	 * Removes all entries, because the mailbox is closed.
	 * @return the oldest entry, {@code null} if there is none
	 */
	synchronized @Nullable Object removeAll() {
		Object oldest = this.first;
		this.first = null;
		this.newestWaiting = null;
		return oldest;
	}

	/** The entry behind the newest one that waits. */
	private @Nullable Object next() {
		return (this.newestWaiting != null) ? MailboxChain.next(this.newestWaiting) : this.first;
	}

	private void link(@Nullable Object next) {
		if (this.newestWaiting != null) {
			MailboxChain.setNext(this.newestWaiting, next);
		}
		else {
			this.first = next;
		}
	}

	private static boolean waits(Object entry) {
		return !(entry instanceof MailboxEntry mailboxEntry) || mailboxEntry.waitsWhilePaused();
	}

}
