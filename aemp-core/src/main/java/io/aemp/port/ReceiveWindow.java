package io.aemp.port;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the bytes that one connection has put into mailboxes and that no port has taken
 * yet. Only the thread that serves the connection adds bytes. Any consumer of a mailbox
 * subtracts bytes.
 */
public final class ReceiveWindow {

	/** Only the connection's thread writes this. */
	private final AtomicLong added = new AtomicLong();

	private final AtomicLong taken = new AtomicLong();

	/** Changes together with the listener calls, so the calls alternate. */
	private volatile boolean full;

	private final String node;

	private final long high;

	private final long low;

	private final Listener listener;

	/**
	 * Creates an empty window.
	 * @param node the ID of the node at the other end of the connection
	 * @param high the high-water mark in bytes; above it the window is full
	 * @param listener is notified when the window fills and when it drains to 7/8 of the
	 * mark
	 */
	public ReceiveWindow(String node, long high, Listener listener) {
		this.node = node;
		this.high = high;
		this.low = high - (high >> 3);
		this.listener = listener;
	}

	/**
	 * Counts bytes that the connection put into a mailbox.
	 * @return whether the connection may read on; if not, the listener was notified, and
	 * is notified once when the window drains, possibly before this returns
	 */
	boolean add(int bytes) {
		long added = this.added.getPlain() + bytes;
		this.added.setRelease(added);
		if (added - this.taken.get() <= this.high) {
			return true;
		}
		if (!this.full) {
			fill();
			// consumers see the mark from now on; this thread sees what they took before
			drain();
		}
		return false;
	}

	private synchronized void fill() {
		this.listener.filled();
		this.full = true;
	}

	/** The ID of the node at the other end of the connection. */
	String node() {
		return this.node;
	}

	/** The high-water mark in bytes. */
	long high() {
		return this.high;
	}

	/** Counts bytes that left a mailbox. Any thread may call this. */
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
	 * Whether the connection must stop reading until ports take messages. Any thread may
	 * call this.
	 * @return whether the window is full
	 */
	public boolean isFull() {
		return this.full;
	}

	/**
	 * An estimate of the bytes that wait. Any thread may call this.
	 * @return the bytes
	 */
	public long waiting() {
		return this.added.get() - this.taken.get();
	}

	/** Is notified in alternation: filled, drained, filled, and so on. */
	public interface Listener {

		/** The window is full. The connection's thread calls this. */
		void filled();

		/**
		 * The window has drained. Any consumer's thread, or the connection's thread,
		 * calls this.
		 */
		void drained();

	}

}
