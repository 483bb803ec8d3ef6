package io.aemp.boot.handler;

import io.aemp.Message;
import io.aemp.PortIds;
import org.jspecify.annotations.Nullable;

/**
 * What was found out about the reply port of one message.
 *
 * @param port the reply port, {@code null} if there is none
 * @param certain whether it is the reply port beyond doubt, so that a failure may kill it
 * @param elements the elements of the message without it
 */
record Reply(@Nullable String port, boolean certain, Message elements) {

	/**
	 * The reply port of a message that no method receives: its last element, if that is
	 * the ID of a port of the sender.
	 */
	static Reply ofUnknown(ReceivedMessage received) {
		Message message = received.elements();
		String last = lastPortId(message);
		boolean found = last != null && message.size() > 1 && PortIds.nodeOf(last).equals(received.sourceNode());
		return found ? new Reply(last, true, message) : none(message);
	}

	/**
	 * The last element of a message, {@code null} if it has not the form of a port ID.
	 */
	static @Nullable String lastPortId(Message message) {
		int last = message.size() - 1;
		return (last >= 0 && PortIds.isPortId(message.get(last))) ? message.text(last) : null;
	}

	static Reply none(Message message) {
		return new Reply(null, false, message);
	}

}
