package io.aemp.node;

import java.util.EnumSet;
import java.util.Set;

import io.aemp.link.Link;

/**
 * The causes why a connection is not read; reading resumes when the last cause has ended.
 * The thread of the link begins causes and stops reading. For each stop there is exactly
 * one {@link Link#resume}. Any thread may end a cause.
 */
final class ReadPauses {

	private final Set<Cause> causes = EnumSet.noneOf(Cause.class);

	private final Link link;

	ReadPauses(Link link) {
		this.link = link;
	}

	synchronized void begin(Cause cause) {
		this.causes.add(cause);
	}

	void end(Cause cause) {
		boolean last;
		synchronized (this) {
			last = this.causes.remove(cause) && this.causes.isEmpty();
		}
		if (last) {
			this.link.resume();
		}
	}

	/**
	 * Whether a present pause ends soon and without outside help. The control executor
	 * handles pending requests before it learns that the connection has ended, and
	 * decoding depends on nothing else. Ports, however, may take messages arbitrarily
	 * late.
	 */
	synchronized boolean areShort() {
		return !this.causes.contains(Cause.MAILBOXES);
	}

	/** Whether a cause is left. */
	synchronized boolean isPaused() {
		return !this.causes.isEmpty();
	}

	/** A cause of a pause. */
	enum Cause {

		/** Requests of the peer wait for the control executor. */
		REQUESTS,
		/** Too many bytes of the connection wait in mailboxes. */
		MAILBOXES,
		/** A large message is due that is not decoded yet. */
		PARTS

	}

}
