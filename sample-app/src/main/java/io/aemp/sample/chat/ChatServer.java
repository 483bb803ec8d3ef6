package io.aemp.sample.chat;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.aemp.Guard;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.PortIds;
import io.aemp.Reason;
import io.aemp.annotation.AempPort;
import io.aemp.annotation.Init;
import io.aemp.annotation.Reset;
import io.aemp.boot.client.ImportAempClients;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Relays what its clients say to all clients, as messages of one element. A malformed
 * message of one client must not throw out the others, so it is logged only. When another
 * server is gone, it says goodbye for the clients of that one.
 */
@AempPort(label = "chat server", families = { ChatServer.FAMILY, ChatServer.RELAYS })
@ImportAempClients(group = "chat", types = ChatService.class)
class ChatServer implements ChatService {

	/** Where clients find a server to join. */
	static final String FAMILY = "eg_chat_server";

	/** Where clients find a node to spawn a connection on. */
	static final String BRIDGE_HEADS = "eg_chat_server2";

	/** Where the servers find each other. */
	static final String RELAYS = "sample_chat_relays";

	private static final Logger logger = LoggerFactory.getLogger(ChatServer.class);

	private final Node node;

	/** Sends to the other servers. */
	private final ChatService chat;

	private final Map<String, Client> clients = new HashMap<>();

	private final Guests guests;

	private Set<String> servers = Set.of();

	ChatServer(Node node, ChatService chat) {
		this.node = node;
		this.chat = chat;
		this.guests = new Guests(node, this::toClients);
	}

	@Init
	void open(Port self) {
		this.node.database().set(BRIDGE_HEADS, this.node.id());
		this.node.database().monitor(RELAYS, (change) -> {
			this.servers = without(self.id(), change.contents().keySet());
			without(self.id(), change.added()).forEach((server) -> introduceClients(server, self.id()));
		});
		new Members(this.node, this::toClients).watch();
	}

	@Reset
	void forgetEverybody() {
		this.clients.clear();
		this.guests.forget();
		this.servers = Set.of();
	}

	@Override
	public void join(String self, String client, String nick) {
		if (!PortIds.isPortId(client)) {
			logger.warn("{} cannot join the chat: a client is a port ID, not {}", nick, client);
			return;
		}
		Guard monitor = this.node.monitor(client, (reason) -> quit(self, client, reason));
		Client former = this.clients.put(client, new Client(nick, monitor));
		if (former != null) {
			former.monitor.close();
		}
		this.servers.forEach((server) -> this.chat.guest(server, self, client, nick));
		say(nick + " (joins)");
	}

	private void quit(String self, String client, Reason reason) {
		Client former = this.clients.remove(client);
		if (former != null) {
			this.servers.forEach((server) -> this.chat.guestLeft(server, self, client));
			say(former.nick + " (quits, " + reason + ")");
		}
	}

	@Override
	public void guest(String self, String host, String client, String nick) {
		this.guests.arrived(host, client, nick);
	}

	@Override
	public void guestLeft(String self, String host, String client) {
		this.guests.left(host, client);
	}

	@Override
	public void privmsg(String self, String nick, String text) {
		say(nick + ": " + text);
	}

	@Override
	public void relay(String self, String line) {
		toClients(line);
	}

	private void say(String line) {
		toClients(line);
		this.servers.forEach((server) -> this.chat.relay(server, line));
	}

	/** What clients get has no tag, so it is sent by hand. */
	private void toClients(String line) {
		this.clients.keySet().forEach((client) -> this.node.send(client, line));
	}

	private void introduceClients(String server, String self) {
		this.clients.forEach((client, present) -> this.chat.guest(server, self, client, present.nick));
	}

	private static Set<String> without(String self, Set<String> servers) {
		return servers.stream().filter((server) -> !server.equals(self)).collect(Collectors.toUnmodifiableSet());
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
