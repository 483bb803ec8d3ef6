package io.aemp.port;

import io.aemp.Dispatcher;
import org.jspecify.annotations.Nullable;

/**
 * The credit that a port's consumer owes to a receive window: bytes taken from the
 * mailbox and not yet returned. Receive windows are shared by threads, so the consumer
 * returns the credit of many messages at once. Only the consumer may use this.
 */
final class PendingCredit {

	/** Non-blocking callbacks return credit beyond this many bytes at once. */
	private static final int BATCH = 4096;

	private final int batch;

	private @Nullable ReceiveWindow window;

	private long bytes;

	private String source = "";

	/**
	 * Creates an empty credit.
	 * @param batch how many bytes may stay outstanding while a callback runs; the window
	 * lacks them while the callback hangs
	 */
	private PendingCredit(int batch) {
		this.batch = batch;
	}

	/** Blocking callbacks must not hold credit that a connection waits for. */
	static PendingCredit of(Dispatcher dispatcher) {
		return switch (dispatcher.kind()) {
			case POOL, EVENT_LOOP -> new PendingCredit(BATCH);
			case ADAPTIVE, BLOCKING, CUSTOM -> new PendingCredit(0);
		};
	}

	void add(ReceiveWindow window, int bytes) {
		if (this.window != window) {
			settle();
			this.window = window;
			this.source = window.node();
		}
		this.bytes += bytes;
		if (this.bytes > this.batch) {
			settle();
			this.window = window;
		}
	}

	/** Records which node sent the current entry. */
	void comeFrom(String node) {
		this.source = node;
	}

	/** The node that sent the last entry from a connection. */
	String source() {
		return this.source;
	}

	void settle() {
		ReceiveWindow window = this.window;
		if (window != null) {
			long bytes = this.bytes;
			this.bytes = 0;
			this.window = null;
			if (bytes > 0) {
				window.take(bytes);
			}
		}
	}

}
