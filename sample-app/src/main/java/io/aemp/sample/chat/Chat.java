package io.aemp.sample.chat;

import java.time.Duration;

import io.aemp.Node;
import io.aemp.Port;
import io.aemp.boot.port.AempPorts;
import org.springframework.stereotype.Component;

/** The way into the chat for the rest of this application. */
@Component
public class Chat {

	private static final Duration RETRY = Duration.ofMillis(200);

	private final Node node;

	private final AempPorts ports;

	private final ChatServer server;

	private final ChatService chat;

	Chat(Node node, AempPorts ports, ChatServer server, ChatService chat) {
		this.node = node;
		this.ports = ports;
		this.server = server;
		this.chat = chat;
	}

	/**
	 * Makes a port a client, which is sent every line of the chat as a message of one
	 * element. When the server dies, it is told so, and joins the next one.
	 * @param client the port
	 * @param nick the name of its user
	 */
	public void join(Port client, String nick) {
		client.runInContext(() -> joinServer(client.id(), nick));
	}

	private void joinServer(String client, String nick) {
		try {
			String server = this.ports.portOf(this.server).id();
			this.node.monitor(server, (reason) -> {
				this.node.send(client, Members.death("chat server", server, reason));
				joinServer(client, nick);
			});
			this.chat.join(server, client, nick);
		}
		catch (IllegalStateException ex) {
			// it is being opened again, which takes a moment
			this.node.after(RETRY, () -> joinServer(client, nick));
		}
	}

	/**
	 * Says something.
	 * @param nick who says it
	 * @param text what is said
	 * @throws IllegalStateException while the server is being opened again
	 */
	public void say(String nick, String text) {
		this.chat.privmsg(this.ports.portOf(this.server).id(), nick, text);
	}

}
