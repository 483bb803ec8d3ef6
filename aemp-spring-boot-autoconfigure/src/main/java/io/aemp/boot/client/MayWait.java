package io.aemp.boot.client;

import io.aemp.Node;

/** Refuses to let threads wait that the node needs. */
final class MayWait {

	private final Node node;

	MayWait(Node node) {
		this.node = node;
	}

	/**
	 * Checks the calling thread.
	 * @param method the method that is about to wait
	 * @param what what it waits for
	 * @throws IllegalStateException if the thread must not wait
	 */
	void require(String method, String what) {
		if (this.node.mustNotWait()) {
			throw new IllegalStateException("Thread " + Thread.currentThread().getName()
					+ " must not wait, as the node needs it, and " + method + " waits for " + what
					+ ". Let the method return a CompletionStage, or give the port that calls it"
					+ " Dispatcher.ADAPTIVE or BLOCKING.");
		}
	}

}
