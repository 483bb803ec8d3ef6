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
 * message of one client must not throw out the others, so it is logged only. When another
 * server is gone, it says goodbye for the clients of that one.
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

	private final Map<String, Client> clients = new HashMap<>();

	private final Guests guests;

	private Set<String> servers = Set.of();

	ChatServer(Node node) {
		this.node = node;
		this.guests = new Guests(node, this::relay);
	}

	@Init
	void open() {
		this.node.database().set(BRIDGE_HEADS, this.node.id());
		this.node.database().monitor(RELAYS, (change) -> {
			this.servers = change.contents().keySet();
			change.added().forEach(this::introduceClients);
		});
		new Members(this.node, this::relay).watch();
	}

	@Reset
	void forgetEverybody() {
		this.clients.clear();
		this.guests.forget();
		this.servers = Set.of();
	}

	@Receive("join")
	void join(String client, String nick) {
		if (!PortIds.isPortId(client)) {
			logger.warn("{} cannot join the chat: a client is a port ID, not {}", nick, client);
			return;
		}
		Guard monitor = this.node.monitor(client, (reason) -> quit(client, reason));
		Client former = this.clients.put(client, new Client(nick, monitor));
		if (former != null) {
			former.monitor.close();
		}
		this.servers.forEach((server) -> introduce(client, nick, server));
		say(nick + " (joins)");
	}

	private void quit(String client, Reason reason) {
		Client former = this.clients.remove(client);
		if (former != null) {
			this.servers.forEach((server) -> tell(server, "guest_left", this.node.self().id(), client));
			say(former.nick + " (quits, " + reason + ")");
		}
	}

	@Receive("guest")
	void guest(String server, String client, String nick) {
		this.guests.arrived(server, client, nick);
	}

	@Receive("guest_left")
	void guestLeft(String server, String client) {
		this.guests.left(server, client);
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
		this.servers.forEach((server) -> tell(server, "relay", line));
	}

	private void introduceClients(String server) {
		this.clients.forEach((client, present) -> introduce(client, present.nick, server));
	}

	private void introduce(String client, String nick, String server) {
		tell(server, "guest", this.node.self().id(), client, nick);
	}

	private void tell(String server, Object... message) {
		if (!server.equals(this.node.self().id())) {
			this.node.send(server, message);
		}
	}

	/**
	 * One of this server's own clients.
	 *
	 * @param nick the name of its user
	 * @param monitor stops to watch it
	 */
	private record Client(String nick, Guard monitor) {

	}

}
