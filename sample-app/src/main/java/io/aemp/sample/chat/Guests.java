package io.aemp.sample.chat;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

import io.aemp.Node;

/**
 * The clients of the other servers. A server tells everybody when one of its clients
 * quits; when a server is gone itself, with its node or alone, this does it in its place.
 */
final class Guests {

	private final Node node;

	private final Consumer<String> audience;

	/** Nicks, by the port IDs of servers and clients. */
	private final Map<String, Map<String, String>> nicks = new HashMap<>();

	Guests(Node node, Consumer<String> audience) {
		this.node = node;
		this.audience = audience;
	}

	/**
	 * A client has joined another server.
	 * @param server the port ID of the server
	 * @param client the port ID of the client
	 * @param nick the name of its user
	 */
	void arrived(String server, String client, String nick) {
		this.nicks.computeIfAbsent(server, this::meet).put(client, nick);
	}

	private Map<String, String> meet(String server) {
		Map<String, String> guests = new HashMap<>();
		this.node.monitor(server, (reason) -> {
			this.nicks.remove(server, guests);
			guests.values().forEach((nick) -> this.audience.accept(nick + " (quits, " + reason + ")"));
		});
		return guests;
	}

	/**
	 * A client has left another server, which tells so itself.
	 * @param server the port ID of the server
	 * @param client the port ID of the client
	 */
	void left(String server, String client) {
		Map<String, String> guests = this.nicks.get(server);
		if (guests != null) {
			guests.remove(client);
		}
	}

	/** Begins anew. */
	void forget() {
		this.nicks.clear();
	}

}
