package io.aemp.boot.actuate;

import org.jspecify.annotations.Nullable;

/**
 * Takes a node out of service without ending it: others find its ports no more, and it
 * finishes what it was asked for. There is no way back but a restart. Any thread.
 */
public final class NodeDrain {

	private final @Nullable Runnable withdrawal;

	private volatile boolean begun;

	/**
	 * Creates the drain of a node that is in service.
	 * @param withdrawal withdraws the entries of the node; {@code null} if the node
	 * belongs to another context, which alone may do that
	 */
	public NodeDrain(@Nullable Runnable withdrawal) {
		this.withdrawal = withdrawal;
	}

	/** Begins. Waits a few seconds at most for the entries to be withdrawn. */
	void begin() {
		if (this.withdrawal == null) {
			throw new RefusedChangeException(OperatorChanges.CONFLICT,
					"The node of this application context is that of another context",
					"Ask the application whose context has started the node");
		}
		this.begun = true;
		this.withdrawal.run();
	}

	/** Whether the node is out of service. */
	boolean isBegun() {
		return this.begun;
	}

}
