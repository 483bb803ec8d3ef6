package io.aemp.port;

import java.util.function.Consumer;

import io.aemp.Message;
import io.aemp.Reason;

/** Monitor actions on local ports. Each action must run in the port. */
public final class MonitorActions {

	private MonitorActions() {
	}

	/**
	 * Kills a port when the monitored port dies abnormally.
	 * @param port the port to kill
	 * @return the action
	 */
	public static Consumer<Reason> kill(LocalPort port) {
		return (reason) -> {
			if (!reason.isNormal()) {
				port.dieAfterEntry(reason, null);
			}
		};
	}

	/**
	 * Sends a port a message when the monitored port dies.
	 * @param port the port that receives the message
	 * @param message the start of the message; the elements of the reason are appended
	 * @return the action
	 */
	public static Consumer<Reason> send(LocalPort port, Message message) {
		return (reason) -> {
			try {
				port.dispatch(message.append(reason.elements().toArray()), true);
			}
			catch (Exception ex) {
				port.dieAfterEntry(ex);
			}
		};
	}

}
