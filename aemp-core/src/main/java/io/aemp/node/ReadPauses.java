package io.aemp.node;

import java.util.EnumSet;
import java.util.Set;

import io.aemp.link.Link;

/**
 * Why a connection is not read: it is read again when the last cause is gone. The thread
 * of the link begins a pause and stops, and for each time that it stops there is one
 * {@link Link#resume}. Any thread ends causes.
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
	 * Whether a pause, if there is one, ends by itself and soon. Control does the same
	 * requests before it hears of the end of a connection, and decoding needs nobody; but
	 * ports take what waits for them when they like.
	 */
	synchronized boolean areShort() {
		return !this.causes.contains(Cause.MAILBOXES);
	}

	/** Whether any cause is left. */
	synchronized boolean isPaused() {
		return !this.causes.isEmpty();
	}

	/** What has to end. */
	enum Cause {

		/** Requests of the peer wait for the control executor. */
		REQUESTS,
		/** Too many bytes of the connection wait in mailboxes. */
		MAILBOXES,
		/** A large message is due that is not decoded yet. */
		PARTS

	}

}
