package io.aemp.node;

import java.util.Collection;

import io.aemp.Message;
import io.aemp.PortIds;
import io.aemp.Sendable;
import io.aemp.port.Context;
import io.aemp.port.PortRuntime;

/** Sends one message to many ports. Any thread may call any method. */
public final class Multicast {

	private final PortRuntime runtime;

	private final Messenger messenger;

	/**
	 * Creates the multicast of a node.
	 * @param runtime provides the current context
	 * @param messenger sends the messages
	 */
	public Multicast(PortRuntime runtime, Messenger messenger) {
		this.runtime = runtime;
		this.messenger = messenger;
	}

	/**
	 * Checks a message before its receivers are known.
	 * @param message the message
	 * @throws io.aemp.UnsendableValueException if the message cannot be sent to another
	 * node
	 */
	public void requireSendable(Message message) {
		Sendable.check(message, this.messenger.limits());
	}

	/**
	 * Sends a message on behalf of the current context. If the limits of one peer do not
	 * allow the message, the others still receive it.
	 * @param ports the IDs of the ports; strings that are not port IDs are skipped, and
	 * so are node ports, which would take the message for a request
	 * @param message the message
	 */
	public void send(Collection<String> ports, Message message) {
		Context context = this.runtime.currentContext();
		for (String port : ports) {
			if (PortIds.isPortId(port)) {
				this.messenger.sendOrDrop(context, port, message, false);
			}
		}
	}

}
