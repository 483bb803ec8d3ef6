package io.aemp.boot.client;

import io.aemp.Message;
import io.aemp.Node;

/** Refuses to let threads wait that the node needs. */
final class MayWait {

	private final Node node;

	/** No port has this ID, so nothing happens to what is sent there. */
	private final String nobody;

	MayWait(Node node) {
		this.node = node;
		this.nobody = node.id() + "#nobody";
	}

	/**
	 * Checks the calling thread.
	 * @param method the method that is about to wait
	 * @param what what it waits for
	 * @throws IllegalStateException if the thread must not wait
	 */
	void require(String method, String what) {
		try {
			// the node knows by whom it is served, and tells those who want to send
			// waiting
			this.node.sendWaiting(this.nobody, Message.of());
		}
		catch (IllegalStateException ex) {
			throw new IllegalStateException("Thread " + Thread.currentThread().getName()
					+ " must not wait, as the node needs it, and " + method + " waits for " + what
					+ ". Let the method return a CompletionStage, or give the port that calls it"
					+ " Dispatcher.ADAPTIVE or BLOCKING.", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
