package io.aemp.transport;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the traffic of a link. The event loop writes the counters, any thread may read
 * them.
 */
final class LinkCounters {

	private final AtomicLong received = new AtomicLong();

	private final AtomicLong sent = new AtomicLong();

	private final AtomicLong unblocked = new AtomicLong();

	void addReceived(int bytes) {
		this.received.addAndGet(bytes);
	}

	void addSent(int bytes) {
		this.sent.addAndGet(bytes);
	}

	void addUnblocked() {
		this.unblocked.incrementAndGet();
	}

	/** The number of bytes received. */
	long received() {
		return this.received.get();
	}

	/** The number of bytes that the socket has taken. */
	long sent() {
		return this.sent.get();
	}

	/** How often the socket has taken bytes again after it was full. */
	long unblocked() {
		return this.unblocked.get();
	}

}
