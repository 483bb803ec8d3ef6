package io.aemp.port;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The account of the bytes that one connection has put into mailboxes and that no port
 * has taken out yet. One thread at a time adds: the one that serves the connection. Those
 * that consume mailboxes subtract.
 */
public final class ReceiveWindow {

	/** Written by the thread of the connection alone. */
	private final AtomicLong added = new AtomicLong();

	private final AtomicLong taken = new AtomicLong();

	/** Changed together with what the listener is told, so that it is told in turn. */
	private volatile boolean full;

	private final String node;

	private final long high;

	private final long low;

	private final Listener listener;

	/**
	 * Opens an account.
	 * @param node the ID of the node on the other side of the connection
	 * @param high beyond so many bytes it is full
	 * @param listener is told when it is full, and when it no longer is
	 */
	public ReceiveWindow(String node, long high, Listener listener) {
		this.node = node;
		this.high = high;
		this.low = high - (high >> 3);
		this.listener = listener;
	}

	/**
	 * Counts bytes that were put into a mailbox.
	 * @return whether more may follow; if not, the listener was told, and will be told
	 * once when that is over, or has been already
	 */
	boolean add(int bytes) {
		long added = this.added.getPlain() + bytes;
		this.added.setRelease(added);
		if (added - this.taken.get() <= this.high) {
			return true;
		}
		if (!this.full) {
			fill();
			// who takes from now on sees the mark; what was taken before is seen here
			drain();
		}
		return false;
	}

	private synchronized void fill() {
		this.listener.filled();
		this.full = true;
	}

	/** The node on the other side of the connection. */
	String node() {
		return this.node;
	}

	/** Beyond so many bytes the account is full. */
	long high() {
		return this.high;
	}

	/** Counts bytes that have left a mailbox. */
	void take(long bytes) {
		this.taken.addAndGet(bytes);
		drain();
	}

	private void drain() {
		if (isDrained()) {
			synchronized (this) {
				if (isDrained()) {
					this.full = false;
					this.listener.drained();
				}
			}
		}
	}

	private boolean isDrained() {
		return this.full && waiting() <= this.low;
	}

	/**
	 * Whether the connection has to wait for ports.
	 * @return whether the account is full
	 */
	public boolean isFull() {
		return this.full;
	}

	/**
	 * About how many bytes wait.
	 * @return the bytes
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
