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

	/**
	 * Begins, unless the operator asks for the way back. Waits a few seconds at most for
	 * the entries to be withdrawn.
	 * @param wanted whether the node is to be out of service
	 */
	synchronized void change(boolean wanted) {
		if (!wanted) {
			throw new RefusedRequestException(OperatorChanges.CONFLICT, "Nothing takes a node back into service",
					"Restart the application if 'draining' is true, and leave out 'drain' if it is not");
		}
		if (this.withdrawal == null) {
			throw new RefusedRequestException(OperatorChanges.CONFLICT,
					"The node of this application context is that of another context",
					"Ask the application whose context has started the node");
		}
		if (this.begun) {
			throw new RefusedRequestException(OperatorChanges.CONFLICT, "The node is out of service already",
					"Restart the application to take it back into service");
		}
		this.begun = true;
		this.withdrawal.run();
	}

	/** Whether the node is out of service. */
	boolean isBegun() {
		return this.begun;
	}

}
