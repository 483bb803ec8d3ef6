package io.aemp.port;

import io.aemp.Reason;
import org.jspecify.annotations.Nullable;

/** An entry of a mailbox. */
abstract class Signal {

	/** The next entry; which direction it points is for the mailbox to know. */
	@Nullable Signal next;

	/** How many entries were waiting with this one when it was put in. */
	int depth;

	/**
	 * Takes effect, on the thread that drains the mailbox.
	 * @param port the port
	 * @throws Exception to kill the port
	 */
	abstract void process(LocalPort port) throws Exception;

	/**
	 * Is told that it will never take effect.
	 * @param port the port
	 * @param reason why the port died
	 */
	void discard(LocalPort port, Reason reason) {
	}

}
