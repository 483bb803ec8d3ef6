package io.aemp;

/**
 * Receives the messages of a port. Callbacks of one port never overlap and see each
 * other's writes. An exception kills the port with the reason {@code die, MESSAGE}.
 *
 * @see Port#receive(Receiver)
 */
@FunctionalInterface
public interface Receiver {

	/**
	 * Handles one message.
	 * @param message the elements of the message, without the tag if this receiver was
	 * registered for one
	 * @throws Exception to kill the port
	 */
	void receive(Message message) throws Exception;

}
