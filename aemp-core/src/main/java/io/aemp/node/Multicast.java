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
	 * @param runtime knows who calls
	 * @param messenger takes messages to their ports
	 */
	public Multicast(PortRuntime runtime, Messenger messenger) {
		this.runtime = runtime;
		this.messenger = messenger;
	}

	/**
	 * Checks a message before it is known where it goes.
	 * @param message the message
	 * @throws io.aemp.UnsendableValueException if it cannot travel
	 */
	public void requireSendable(Message message) {
		Sendable.check(message, this.messenger.limits());
	}

	/**
	 * Sends a message on behalf of the current context. A peer that takes less than this
	 * node does keeps the others from nothing.
	 * @param ports the IDs of the ports; what is no ID of a port is left out, and so are
	 * node ports, which would take the message for a request
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
