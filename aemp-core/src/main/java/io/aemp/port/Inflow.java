package io.aemp.port;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The account of the octets that one connection has put into mailboxes and that no port
 * has taken out yet. One thread at a time adds: the one that serves the connection. Those
 * that consume mailboxes subtract.
 */
public final class Inflow {

	/** Written by the thread of the connection alone. */
	private final AtomicLong added = new AtomicLong();

	private final AtomicLong taken = new AtomicLong();

	private final AtomicBoolean full = new AtomicBoolean();

	private final long high;

	private final long low;

	private final Listener listener;

	/**
	 * Opens an account.
	 * @param high beyond so many octets it is full
	 * @param listener is told when it is full, and when it no longer is
	 */
	public Inflow(long high, Listener listener) {
		this.high = high;
		this.low = high - (high >> 3);
		this.listener = listener;
	}

	/**
	 * Counts octets that were put into a mailbox.
	 * @return whether more may follow; if not, the listener was told, and will be told
	 * once when that is over, or has been already
	 */
	boolean add(int octets) {
		long added = this.added.getPlain() + octets;
		this.added.setRelease(added);
		if (added - this.taken.get() <= this.high) {
			return true;
		}
		if (this.full.get()) {
			return false;
		}
		this.listener.filled();
		this.full.set(true);
		// who takes from now on sees the mark; what was taken before is seen here
		drainedAt(this.taken.get());
		return false;
	}

	/** Beyond so many octets the account is full. */
	long high() {
		return this.high;
	}

	/** Counts octets that have left a mailbox. */
	void take(long octets) {
		drainedAt(this.taken.addAndGet(octets));
	}

	private void drainedAt(long taken) {
		if (this.full.get() && this.added.get() - taken <= this.low && this.full.compareAndSet(true, false)) {
			this.listener.drained();
		}
	}

	/**
	 * Whether the connection has to wait for ports.
	 * @return whether the account is full
	 */
	public boolean isFull() {
		return this.full.get();
	}

	/**
	 * About how many octets wait.
	 * @return the octets
	 */
	public long waiting() {
		return this.added.get() - this.taken.get();
	}

	/** Is told in turn: filled, drained, filled, and so on. */
	public interface Listener {

		/** The account is full. Called by the thread of the connection. */
		void filled();

		/** It has room again. Called on any thread, for one of those that consume. */
		void drained();

	}

}
