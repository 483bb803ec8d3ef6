package io.aemp.node;

import org.jspecify.annotations.Nullable;

/**
 * The requests of a connection that wait for the control executor: those of the global
 * protocol, and at most one with an answer, which must not overtake them. While the
 * latter waits, or too many of the former, the connection is not read.
 * <p>
 * The thread of the link adds requests. The control executor handles global requests; the
 * thread of the link handles the one with an answer, because it knows whether the
 * connection is still current.
 */
final class PendingRequests {

	/** How many global requests may wait. */
	private static final int LIMIT = 256;

	private final ReadPauses pauses;

	private final Deferred deferred;

	/**
	 * The number of global requests not handled yet. Guarded by this, like
	 * {@link #waiting}.
	 */
	private int pending;

	private NodeRequest.@Nullable Answered waiting;

	/** Only for the thread of the link. */
	private int waitingBytes;

	/**
	 * Creates the pending requests of a connection.
	 * @param pauses the read pauses of the connection
	 * @param deferred executes the deferred request with an answer
	 */
	PendingRequests(ReadPauses pauses, Deferred deferred) {
		this.pauses = pauses;
		this.deferred = deferred;
	}

	/**
	 * Counts a global request for the control executor. Returns whether more may follow
	 * before it is handled.
	 */
	synchronized boolean globalRequested() {
		boolean more = ++this.pending < LIMIT;
		if (!more) {
			this.pauses.begin(ReadPauses.Cause.REQUESTS);
		}
		return more;
	}

	/** Counts a global request that the control executor has handled. */
	synchronized void globalHandled() {
		this.pending--;
		if (this.pending <= ((this.waiting != null) ? 0 : LIMIT / 2)) {
			this.pauses.end(ReadPauses.Cause.REQUESTS);
		}
	}

	/**
	 * Executes the deferred request, if any, when reading goes on. Returns whether more
	 * may follow.
	 */
	boolean resumes() {
		NodeRequest.Answered next = takeWaiting();
		return next == null || this.deferred.answer(next, this.waitingBytes);
	}

	private synchronized NodeRequest.@Nullable Answered takeWaiting() {
		NodeRequest.Answered next = this.waiting;
		this.waiting = null;
		return next;
	}

	/**
	 * Defers a request with an answer and pauses reading, if global requests are pending.
	 * Returns whether it did.
	 */
	synchronized boolean defer(NodeRequest.Answered request, int bytes) {
		if (this.pending == 0) {
			return false;
		}
		this.waiting = request;
		this.waitingBytes = bytes;
		this.pauses.begin(ReadPauses.Cause.REQUESTS);
		return true;
	}

	/** Executes a deferred request, on the thread of the link. */
	@FunctionalInterface
	interface Deferred {

		/** Returns whether more may follow. */
		boolean answer(NodeRequest.Answered request, int bytes);

	}

}
