package io.aemp.port;

import io.aemp.Message;
import io.aemp.PortInfo;
import io.aemp.Reason;

/**
 * What a port ID of this node leads to: a port, or a call that waits for its answer. Any
 * thread may call all methods, except where noted.
 */
public sealed interface Destination extends Context permits LocalPort, CallSlot {

	/**
	 * The port ID.
	 * @return the port ID
	 */
	String id();

	/**
	 * Takes a message. Drops it if the destination is dead or about to die.
	 * @param message the message
	 */
	void deliver(Message message);

	/**
	 * Takes a message that only the caller holds. Ownership passes to the destination.
	 * @param message the message
	 */
	void deliverOwn(Message message);

	/**
	 * Kills the destination.
	 * @param reason why
	 */
	void kill(Reason reason);

	/**
	 * Takes a message that a callback in this context prepares for it. Only a callback in
	 * this context may call this.
	 * @param message the message, which only the caller holds
	 */
	void receiveHere(Message message);

	/**
	 * Kills the destination when the current callback returns. Only a callback in this
	 * context may call this.
	 * @param reason why
	 */
	void dieHere(Reason reason);

	/** Registers a monitor. Returns whether the destination will trigger it. */
	boolean monitor(Monitor monitor);

	/** Removes a monitor. */
	void unmonitor(Monitor monitor);

	/** Kills the destination, even while its callback runs. */
	void dieAtOnce(Reason reason);

	/** How many bytes of a receive window wait here. */
	long waiting(ReceiveWindow window);

	/** How many messages were taken from the mailbox; none if there is no mailbox. */
	long received();

	/** A snapshot for tools. */
	PortInfo info();

}
