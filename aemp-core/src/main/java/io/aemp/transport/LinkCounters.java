package io.aemp.transport;

import java.util.concurrent.atomic.AtomicLong;

/** What has flowed over a link. The event loop counts, and any thread may ask. */
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

	/** How many bytes have arrived. */
	long received() {
		return this.received.get();
	}

	/** How many bytes have left. */
	long sent() {
		return this.sent.get();
	}

	/** How often the socket took bytes again after it was full. */
	long unblocked() {
		return this.unblocked.get();
	}

}
