package io.aemp.port;

import java.util.function.Consumer;

import io.aemp.Message;
import io.aemp.Reason;

/** What monitors do to local ports. The actions are to be run in the port. */
public final class MonitorActions {

	private MonitorActions() {
	}

	/**
	 * Kills a port when another dies abnormally.
	 * @param port the port to kill
	 * @return the action
	 */
	public static Consumer<Reason> kill(LocalPort port) {
		return (reason) -> {
			if (!reason.isNormal()) {
				port.condemn(reason, null);
			}
		};
	}

	/**
	 * Gives a port a message when another dies.
	 * @param port the port to tell
	 * @param message the beginning of the message; the reason is appended
	 * @return the action
	 */
	public static Consumer<Reason> send(LocalPort port, Message message) {
		return (reason) -> {
			try {
				port.dispatch(message.append(reason.elements().toArray()), true);
			}
			catch (Exception ex) {
				port.condemn(ex);
			}
		};
	}

}
