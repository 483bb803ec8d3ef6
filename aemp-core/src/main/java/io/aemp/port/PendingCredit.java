package io.aemp.port;

import io.aemp.Dispatcher;
import org.jspecify.annotations.Nullable;

/**
 * What the consumer of a port has taken out of the mailbox and not yet settled: accounts
 * are shared, so they are told of many messages at once. The consumer's own.
 */
final class PendingCredit {

	/** More than this is settled at once where callbacks do not wait. */
	private static final int BATCH = 4096;

	private final int batch;

	private @Nullable ReceiveWindow inflow;

	private long bytes;

	private String source = "";

	/**
	 * Creates takings.
	 * @param batch how many bytes may stay unsettled while a callback runs; they are
	 * missing from the account as long as it hangs
	 */
	private PendingCredit(int batch) {
		this.batch = batch;
	}

	/** Callbacks that may wait keep nobody else waiting for what they have taken. */
	static PendingCredit of(Dispatcher dispatcher) {
		return switch (dispatcher.kind()) {
			case POOL, EVENT_LOOP -> new PendingCredit(BATCH);
			case BLOCKING, CUSTOM -> new PendingCredit(0);
		};
	}

	void add(ReceiveWindow inflow, int bytes) {
		if (this.inflow != inflow) {
			settle();
			this.inflow = inflow;
			this.source = inflow.node();
		}
		this.bytes += bytes;
		if (this.bytes > this.batch) {
			settle();
			this.inflow = inflow;
		}
	}

	/** Notes from which node the entry at hand comes. */
	void comeFrom(String node) {
		this.source = node;
	}

	/** The node from which something came last. */
	String source() {
		return this.source;
	}

	void settle() {
		ReceiveWindow inflow = this.inflow;
		if (inflow != null) {
			long bytes = this.bytes;
			this.bytes = 0;
			this.inflow = null;
			if (bytes > 0) {
				inflow.take(bytes);
			}
		}
	}

}
