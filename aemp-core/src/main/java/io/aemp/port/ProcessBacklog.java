package io.aemp.port;

import io.aemp.Message;
import io.aemp.port.WaitingMessages.Waiting;
import org.jspecify.annotations.Nullable;

/**
 * What a process has taken from its mailbox. Messages wait here until the process selects
 * them, whatever their order; other entries leave in order. Each message that arrives is
 * looked at once, and then waits by its tag. The lock of this object decides who gets an
 * entry: the process, or a thread that closes the mailbox. No condition of a user is
 * evaluated under the lock.
 */
final class ProcessBacklog extends Backlog {

	private final WaitingMessages waiting = new WaitingMessages();

	/** The oldest entry that was not looked at; see {@link MailboxChain}. */
	private @Nullable Object unseen;

	/** Whether messages wait; not any more when the port is dead. */
	private boolean selective = true;

	/** Whether another thread has taken all entries. */
	private boolean emptied;

	/** Only the process uses this. */
	private Selection selection = Selection.NONE;

	/** Whether no message that waits is selected. */
	private boolean searched = true;

	ProcessBacklog() {
		super(null);
	}

	/** Changes what {@link #take} selects. Only the process calls this. */
	synchronized void select(Selection selection) {
		this.selection = selection;
		this.searched = selection == Selection.NONE;
	}

	@Override
	synchronized void setPaused(boolean paused) {
		this.selective = paused;
		this.searched = false;
	}

	/** A process receives; its messages merely wait for that. */
	@Override
	boolean isPaused() {
		return false;
	}

	@Override
	synchronized boolean isBlocked() {
		return this.unseen == null && (this.selective ? this.searched : this.waiting.first() == null);
	}

	@Override
	synchronized boolean isOver() {
		return !this.selective && this.unseen == null && this.waiting.first() == null;
	}

	@Override
	synchronized long bytes(ReceiveWindow window, int most) {
		long bytes = MailboxChain.bytes(this.unseen, window, most);
		for (Waiting message = this.waiting.first(); message != null; message = this.waiting.after(message)) {
			bytes += (message.entry() instanceof MailboxEntry entry) ? entry.bytesOf(window) : 0;
		}
		return bytes;
	}

	@Override
	synchronized void append(Object oldest) {
		this.unseen = oldest;
	}

	/**
	 * Removes the oldest message that is selected, or else the next entry that is no
	 * message.
	 */
	@Override
	@Nullable Object take() {
		Object found = search();
		Object entry = (found != null) ? found : takeUnseen();
		while (entry != null && found == null) {
			Message message = message(entry);
			if (message == null || matches(entry, message)) {
				return entry;
			}
			entry = keep(entry, message) ? takeUnseen() : null;
		}
		return entry;
	}

	private boolean matches(Object entry, Message message) {
		try {
			return this.selection.matches(message);
		}
		catch (Throwable ex) {
			keep(entry, message);
			throw ex;
		}
	}

	/** Removes the oldest message that waits and is selected. */
	private @Nullable Object search() {
		Waiting candidate = firstCandidate();
		boolean tagOnly = this.selection.condition() == null;
		while (candidate != null && !tagOnly && !this.selection.matches(candidate.message())) {
			candidate = after(candidate);
		}
		return removed(candidate);
	}

	private synchronized @Nullable Waiting firstCandidate() {
		if (this.searched) {
			return null;
		}
		return (!this.selective || this.selection.condition() != null) ? this.waiting.first()
				: this.waiting.first(this.selection.tags());
	}

	private synchronized @Nullable Waiting after(Waiting candidate) {
		return this.emptied ? null : this.waiting.after(candidate);
	}

	private synchronized @Nullable Object removed(@Nullable Waiting found) {
		if (found == null || this.emptied) {
			this.searched |= this.selective;
			return null;
		}
		this.waiting.remove(found);
		return found.entry();
	}

	private synchronized @Nullable Object takeUnseen() {
		Object entry = this.unseen;
		if (entry != null) {
			this.unseen = MailboxChain.next(entry);
			MailboxChain.setNext(entry, null);
		}
		return entry;
	}

	private synchronized @Nullable Message message(Object entry) {
		if (!this.selective) {
			return null;
		}
		return (entry instanceof Message message) ? message : ((MailboxEntry) entry).message();
	}

	/**
	 * Lets a message wait.
	 * @return {@code false} if the mailbox was closed meanwhile; the message is the next
	 * one to discard then
	 */
	private synchronized boolean keep(Object entry, Message message) {
		if (this.emptied) {
			MailboxChain.setNext(entry, this.unseen);
			this.unseen = entry;
			return false;
		}
		this.waiting.add(entry, message);
		return true;
	}

	@Override
	synchronized @Nullable Object removeAll() {
		Object oldest = null;
		Object newest = null;
		for (Waiting message = this.waiting.first(); message != null; message = this.waiting.after(message)) {
			if (newest == null) {
				oldest = message.entry();
			}
			else {
				MailboxChain.setNext(newest, message.entry());
			}
			newest = message.entry();
		}
		if (newest == null) {
			oldest = this.unseen;
		}
		else {
			MailboxChain.setNext(newest, this.unseen);
		}
		this.waiting.clear();
		this.unseen = null;
		this.emptied = true;
		return oldest;
	}

}
