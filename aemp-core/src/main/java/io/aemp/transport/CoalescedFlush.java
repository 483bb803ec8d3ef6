package io.aemp.transport;

import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Has what senders have queued written once, however many of them ask for it meanwhile.
 */
final class CoalescedFlush {

	/** Whether a drain is certain to come that has not begun. */
	private final AtomicBoolean pending = new AtomicBoolean();

	/**
	 * Asks for a drain; any thread, after something was queued.
	 * @return whether it is the caller who has to see that it comes
	 */
	boolean ask() {
		// Either a drain that is pending sees what the caller has just queued, or the
		// caller sees that it has begun.
		VarHandle.fullFence();
		return !this.pending.get() && !this.pending.getAndSet(true);
	}

	/** Whether somebody has asked for a drain that has not begun. */
	boolean isPending() {
		return this.pending.get();
	}

	/**
	 * A drain begins, and nothing is taken yet: who queues something from now on causes
	 * another one.
	 */
	void begins() {
		this.pending.getAndSet(false);
	}

}
