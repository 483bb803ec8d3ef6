package io.aemp.sample.chat;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import io.aemp.Guard;
import io.aemp.Node;
import io.aemp.PortIds;
import io.aemp.Reason;
import io.aemp.annotation.AempPort;
import io.aemp.annotation.Init;
import io.aemp.annotation.Receive;
import io.aemp.annotation.Reset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Relays what its clients say to all clients, as messages of one element. A malformed
 * message of one client must not throw out the others, so it is logged only.
 */
@AempPort(label = "chat server", families = { ChatServer.FAMILY, ChatServer.RELAYS })
class ChatServer {

	/** Where clients find a server to join. */
	static final String FAMILY = "eg_chat_server";

	/** Where clients find a node to spawn a connection on. */
	static final String BRIDGE_HEADS = "eg_chat_server2";

	/** Where the servers find each other. */
	static final String RELAYS = "sample_chat_relays";

	private static final Logger logger = LoggerFactory.getLogger(ChatServer.class);

	private final Node node;

	private final Map<String, Guard> clients = new HashMap<>();

	private Set<String> servers = Set.of();

	ChatServer(Node node) {
		this.node = node;
	}

	@Init
	void open() {
		this.node.database().set(BRIDGE_HEADS, this.node.id());
		this.node.database().monitor(RELAYS, (change) -> this.servers = change.contents().keySet());
	}

	@Reset
	void forgetEverybody() {
		this.clients.clear();
		this.servers = Set.of();
	}

	@Receive("join")
	void join(String client, String nick) {
		if (!PortIds.isPortId(client)) {
			logger.warn("{} cannot join the chat: a client is a port ID, not {}", nick, client);
			return;
		}
		Guard monitor = this.node.monitor(client, (reason) -> quit(client, nick, reason));
		Guard former = this.clients.put(client, monitor);
		if (former != null) {
			former.close();
		}
		say(nick + " (joins)");
	}

	private void quit(String client, String nick, Reason reason) {
		this.clients.remove(client);
		say(nick + " (quits, " + reason + ")");
	}

	@Receive("privmsg")
	void privmsg(String nick, String text) {
		say(nick + ": " + text);
	}

	@Receive("relay")
	void relay(String line) {
		this.clients.keySet().forEach((client) -> this.node.send(client, line));
	}

	private void say(String line) {
		relay(line);
		String self = this.node.self().id();
		this.servers.stream()
			.filter((server) -> !server.equals(self))
			.forEach((server) -> this.node.send(server, "relay", line));
	}

}
