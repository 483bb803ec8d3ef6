package io.aemp.port;

import io.aemp.Message;
import io.aemp.Reason;
import org.jspecify.annotations.Nullable;

/** A mailbox entry other than a plain message. */
abstract class MailboxEntry {

	/** The linked entry; the mailbox decides whether it is the older or the newer one. */
	@Nullable Object next;

	/** The number of waiting entries, including this one, when this one was added. */
	int depth;

	/**
	 * Processes the entry on the thread that drains the mailbox.
	 * @param port the port
	 * @throws Exception to kill the port
	 */
	abstract void process(LocalPort port) throws Exception;

	/**
	 * Whether this entry waits while the port is paused: a message, or what must stay in
	 * order with messages.
	 */
	boolean waitsWhilePaused() {
		return false;
	}

	/**
	 * The message of this entry, which stays there.
	 * @return the message, {@code null} if there is none, or none any more
	 */
	@Nullable Message message() {
		return null;
	}

	/**
	 * The bytes that this entry occupies in a receive window while it waits.
	 * @param window the receive window
	 * @return the bytes
	 */
	long bytesOf(ReceiveWindow window) {
		return 0;
	}

	/**
	 * Discards the entry, which will never be processed. May be called twice and on any
	 * thread, because a port that overflows has a busy consumer.
	 * @param port the port
	 * @param reason why the port died
	 */
	void discard(LocalPort port, Reason reason) {
	}

}
