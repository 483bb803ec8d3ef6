package io.aemp.node;

import org.jspecify.annotations.Nullable;

/**
 * The requests of a connection that wait for the control executor: those of the global
 * protocol, and at most one with an answer, which must not overtake them. While that one
 * waits, or too many of the others, the connection is not read.
 * <p>
 * They begin to wait on the thread of the link, and are done on the control executor.
 */
final class PendingRequests {

	/** How many global requests may wait. */
	private static final int LIMIT = 256;

	private final Pauses pauses;

	private final Deferred deferred;

	/** How many global requests were not handled yet. Guarded by this, like the rest. */
	private int pending;

	private NodeRequest.@Nullable Answered waiting;

	private int waitingOctets;

	/**
	 * Creates what waits of a connection.
	 * @param pauses the pauses of its reading
	 * @param deferred takes the request with an answer when its turn has come
	 */
	PendingRequests(Pauses pauses, Deferred deferred) {
		this.pauses = pauses;
		this.deferred = deferred;
	}

	/**
	 * A global request goes to the control executor. Returns whether more may follow
	 * before it is handled.
	 */
	synchronized boolean globalRequested() {
		boolean more = ++this.pending < LIMIT;
		if (!more) {
			this.pauses.begin(Pauses.Cause.REQUESTS);
		}
		return more;
	}

	/** The control executor has handled one. */
	void globalHandled() {
		NodeRequest.Answered next;
		synchronized (this) {
			this.pending--;
			next = this.waiting;
			if (next == null && this.pending <= LIMIT / 2) {
				this.pauses.end(Pauses.Cause.REQUESTS);
			}
			if (next == null || this.pending > 0) {
				return;
			}
			this.waiting = null;
		}
		this.deferred.answer(next, this.waitingOctets);
		this.pauses.end(Pauses.Cause.REQUESTS);
	}

	/** Whether a request with an answer has to wait, and reading with it. */
	synchronized boolean defer(NodeRequest.Answered request, int octets) {
		if (this.pending == 0) {
			return false;
		}
		this.waiting = request;
		this.waitingOctets = octets;
		this.pauses.begin(Pauses.Cause.REQUESTS);
		return true;
	}

	/** Takes a request that had to wait. */
	@FunctionalInterface
	interface Deferred {

		void answer(NodeRequest.Answered request, int octets);

	}

}
