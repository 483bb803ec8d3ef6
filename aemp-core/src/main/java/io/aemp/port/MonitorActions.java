package io.aemp.port;

import java.util.function.Consumer;

import io.aemp.Message;
import io.aemp.Reason;

/** Monitor actions on ports of this node. Each action must run in the port. */
public final class MonitorActions {

	private MonitorActions() {
	}

	/**
	 * Kills a port, or fails a call, when the monitored port dies abnormally.
	 * @param destination the port to kill
	 * @return the action
	 */
	public static Consumer<Reason> kill(Destination destination) {
		return (reason) -> {
			if (!reason.isNormal()) {
				destination.dieHere(reason);
			}
		};
	}

	/**
	 * Sends a port a message when the monitored port dies.
	 * @param destination the port that receives the message
	 * @param message the start of the message; the elements of the reason are appended
	 * @return the action
	 */
	public static Consumer<Reason> send(Destination destination, Message message) {
		return (reason) -> destination.receiveHere(message.append(reason.elements().toArray()));
	}

}
