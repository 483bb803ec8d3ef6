package io.aemp.examples;

import java.util.HashMap;
import java.util.Map;

import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Port;

/** Relays what each client says to all of them (Perl: {@code chat_server}). */
public final class ChatServer {

	/** Where clients find servers. */
	static final String FAMILY = "eg_chat_server";

	private final Map<String, String> nicks = new HashMap<>();

	private final Node node;

	private ChatServer(Node node) {
		this.node = node;
	}

	static Port open(Node node) {
		ChatServer server = new ChatServer(node);
		return node.open()
			.receive("join", server::join)
			.receive("privmsg", (message) -> server.tellAll(message.text(0) + ": " + message.text(1)));
	}

	private void join(Message message) {
		String client = message.text(0);
		this.nicks.put(client, message.text(1));
		this.node.monitor(client, (reason) -> tellAll(this.nicks.remove(client) + " (quits, " + reason + ")"));
		tellAll(message.text(1) + " (joins)");
	}

	static Port start(Node node) {
		Port port = open(node);
		node.database().register(FAMILY, port.id());
		return port;
	}

	private void tellAll(String line) {
		this.nicks.keySet().forEach((client) -> this.node.send(client, line));
	}

	/**
	 * Runs the example until the process is stopped.
	 * @param arguments none
	 */
	public static void main(String[] arguments) {
		start(Examples.start());
	}

}
