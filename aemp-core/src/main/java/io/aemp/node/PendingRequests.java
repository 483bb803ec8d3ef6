package io.aemp.node;

import org.jspecify.annotations.Nullable;

/**
 * The requests of a connection that wait for the control executor: those of the global
 * protocol, and at most one with an answer, which must not overtake them. While that one
 * waits, or too many of the others, the connection is not read.
 * <p>
 * They begin to wait on the thread of the link. Global requests are done on the control
 * executor; the one with an answer is done on the thread of the link again, which knows
 * whether the connection is still the one that counts.
 */
final class PendingRequests {

	/** How many global requests may wait. */
	private static final int LIMIT = 256;

	private final ReadPauses pauses;

	private final Deferred deferred;

	/** How many global requests were not handled yet. Guarded by this, like the rest. */
	private int pending;

	private NodeRequest.@Nullable Answered waiting;

	/** The link's. */
	private int waitingBytes;

	/**
	 * Creates what waits of a connection.
	 * @param pauses the pauses of its reading
	 * @param deferred takes the request with an answer when its turn has come
	 */
	PendingRequests(ReadPauses pauses, Deferred deferred) {
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
			this.pauses.begin(ReadPauses.Cause.REQUESTS);
		}
		return more;
	}

	/** The control executor has handled one. */
	synchronized void globalHandled() {
		this.pending--;
		if (this.pending <= ((this.waiting != null) ? 0 : LIMIT / 2)) {
			this.pauses.end(ReadPauses.Cause.REQUESTS);
		}
	}

	/** Reading goes on, first with the request that had to wait. */
	boolean resumes() {
		NodeRequest.Answered next = takeWaiting();
		return next == null || this.deferred.answer(next, this.waitingBytes);
	}

	private synchronized NodeRequest.@Nullable Answered takeWaiting() {
		NodeRequest.Answered next = this.waiting;
		this.waiting = null;
		return next;
	}

	/** Whether a request with an answer has to wait, and reading with it. */
	synchronized boolean defer(NodeRequest.Answered request, int bytes) {
		if (this.pending == 0) {
			return false;
		}
		this.waiting = request;
		this.waitingBytes = bytes;
		this.pauses.begin(ReadPauses.Cause.REQUESTS);
		return true;
	}

	/** Takes a request that had to wait. Called on the thread of the link. */
	@FunctionalInterface
	interface Deferred {

		/** Returns whether more may follow. */
		boolean answer(NodeRequest.Answered request, int bytes);

	}

}
