package io.aemp.port;

import io.aemp.Message;
import io.aemp.Reason;

/** The reasons whose texts the protocol defines. */
final class ProtocolReasons {

	private static final int SHOWN_CHARACTERS = 30;

	private ProtocolReasons() {
	}

	/**
	 * The reason for monitors on a port that does not exist.
	 * @param portId the port ID
	 * @return the reason
	 */
	static Reason noSuchPort(String portId) {
		return Reason.of(Reason.NO_SUCH_PORT, "cannot monitor nonexistent port", portId);
	}

	static Reason unhandledMessage(Message message) {
		String tag = message.tag();
		StringBuilder shown = new StringBuilder();
		for (int i = 0; tag != null && i < Math.min(tag.length(), SHOWN_CHARACTERS); i++) {
			char c = tag.charAt(i);
			shown.append((c >= 0x20 && c <= 0x7E) ? c : '.');
		}
		return Reason.of(Reason.UNHANDLED_MESSAGE, "no callback found for message '" + shown + "'");
	}

}
