package io.aemp.port;

import io.aemp.Reason;
import org.jspecify.annotations.Nullable;

/** An entry of a mailbox. */
abstract class MailboxEntry {

	/** The next entry; which direction it points is for the mailbox to know. */
	@Nullable Object next;

	/** How many entries were waiting with this one when it was put in. */
	int depth;

	/**
	 * Takes effect, on the thread that drains the mailbox.
	 * @param port the port
	 * @throws Exception to kill the port
	 */
	abstract void process(LocalPort port) throws Exception;

	/**
	 * The bytes that a connection has to account for as long as this waits.
	 * @param inflow the account of the connection
	 * @return the bytes
	 */
	long bytesOf(ReceiveWindow inflow) {
		return 0;
	}

	/**
	 * Is told that it will never take effect. May be told twice, and on any thread: a
	 * port that is given up has a consumer that is busy.
	 * @param port the port
	 * @param reason why the port died
	 */
	void discard(LocalPort port, Reason reason) {
	}

}
