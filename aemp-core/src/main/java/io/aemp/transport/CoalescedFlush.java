package io.aemp.transport;

import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Coalesces requests to write the send queue: any number of requests before a drain
 * begins cause one drain.
 */
final class CoalescedFlush {

	/** Whether a drain was requested and has not begun. */
	private final AtomicBoolean pending = new AtomicBoolean();

	/**
	 * Requests a drain; any thread, after it has queued something.
	 * @return whether the caller must schedule the drain
	 */
	boolean ask() {
		// Either the pending drain sees what the caller has just queued, or the caller
		// sees that the drain has begun.
		VarHandle.fullFence();
		return !this.pending.get() && !this.pending.getAndSet(true);
	}

	/** Whether a drain was requested and has not begun. */
	boolean isPending() {
		return this.pending.get();
	}

	/**
	 * Marks the begin of a drain, before it takes anything from the queue. A thread that
	 * queues something from now on requests another drain.
	 */
	void begins() {
		this.pending.getAndSet(false);
	}

}
