package io.aemp.node;

import java.util.Map;

import io.aemp.Message;
import io.aemp.PortIds;
import io.aemp.Reason;
import io.aemp.port.PortTable;

/** Tells reply ports that a request cannot be answered. Any thread. */
public final class ErrorAnswers {

	/**
	 * The greeting key of nodes whose calls mark their reply ports; its value is how the
	 * names of these ports begin.
	 */
	private static final String REPLIES_KEY = "replies";

	private final Messenger messenger;

	private final Connections connections;

	ErrorAnswers(Messenger messenger, Connections connections) {
		this.messenger = messenger;
		this.connections = connections;
	}

	/**
	 * Kills a reply port. A Perl node does not tell its {@code cal} of that, but of an
	 * empty message, so a node that does not greet as this library gets one before.
	 * @param replyPort the port
	 * @param reason why there is no answer
	 */
	public void send(String replyPort, Reason reason) {
		if (isStranger(replyPort)) {
			this.messenger.send(replyPort, Message.of());
		}
		this.messenger.kill(replyPort, reason);
	}

	private boolean isStranger(String portId) {
		LinkSession session = this.messenger.isLocal(portId) ? null : this.connections.session(PortIds.nodeOf(portId));
		return session != null && !keys(session).containsKey(Connections.ARBITER_KEY);
	}

	/**
	 * Whether a port was made for the answer of one call.
	 * @param portId the port
	 * @return whether it is certain that it was
	 */
	public boolean isMarked(String portId) {
		String name = PortIds.nameOf(portId);
		if (this.messenger.isLocal(portId)) {
			return name.startsWith(PortTable.REPLY_MARK);
		}
		LinkSession session = this.connections.session(PortIds.nodeOf(portId));
		String mark = (session != null) ? keys(session).getOrDefault(REPLIES_KEY, "") : "";
		return !mark.isEmpty() && name.startsWith(mark);
	}

	private static Map<String, String> keys(LinkSession session) {
		return session.link().info().keys();
	}

}
