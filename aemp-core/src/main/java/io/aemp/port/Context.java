package io.aemp.port;

import io.aemp.Guard;

/**
 * The origin of calls and messages, and the place where callbacks run: a port, or the
 * outside of all ports. Two calls come from the same context if both see the same object.
 */
public interface Context {

	/**
	 * Queues a callback to run in this context. A port runs it in mailbox order, never
	 * concurrently with its other callbacks. The outside context runs it on a thread that
	 * may block. An exception kills the port; outside ports it is logged. Any thread may
	 * call this.
	 * @param callback the callback
	 * @return whether the callback was accepted; {@code false} if the port is dead
	 */
	boolean tryExecute(Runnable callback);

	/**
	 * Closes a guard when this context ends. The outside context never ends. Any thread
	 * may call this.
	 * @param guard the guard; closed at once if the port is dead
	 */
	void own(Guard guard);

	/**
	 * Removes a guard from this context without closing it. Any thread may call this.
	 * @param guard the guard
	 */
	void disown(Guard guard);

}
