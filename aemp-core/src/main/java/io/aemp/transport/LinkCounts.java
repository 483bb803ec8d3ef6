package io.aemp.transport;

import java.util.concurrent.atomic.AtomicLong;

/** What has flowed over a link. The event loop counts, and any thread may ask. */
final class LinkCounts {

	private final AtomicLong received = new AtomicLong();

	private final AtomicLong sent = new AtomicLong();

	private final AtomicLong unblocked = new AtomicLong();

	void addReceived(int octets) {
		this.received.addAndGet(octets);
	}

	void addSent(int octets) {
		this.sent.addAndGet(octets);
	}

	void addUnblocked() {
		this.unblocked.incrementAndGet();
	}

	/** How many octets have arrived. */
	long received() {
		return this.received.get();
	}

	/** How many octets have left. */
	long sent() {
		return this.sent.get();
	}

	/** How often the socket took octets again after it was full. */
	long unblocked() {
		return this.unblocked.get();
	}

}
