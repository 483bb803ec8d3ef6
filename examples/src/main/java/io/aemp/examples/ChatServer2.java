package io.aemp.examples;

import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Port;

/**
 * Lets clients spawn a bridge-head here, which says in the chat what they send to it
 * (Perl: {@code chat_server2}). Each side notices the end of the other one.
 */
public final class ChatServer2 {

	/** Where clients find nodes to spawn on. */
	static final String FAMILY = "eg_chat_server2";

	private final Node node;

	private final Port chat;

	private ChatServer2(Node node, Port chat) {
		this.node = node;
		this.chat = chat;
	}

	static void start(Node node) {
		ChatServer2 server = new ChatServer2(node, ChatServer.open(node));
		node.functions().registerInit("client_connect", server::connect);
		node.database().set(FAMILY, node.id());
	}

	private void connect(Port self, Message data) {
		String client = data.text(0);
		String nick = data.text(1);
		this.node.monitor(client, (reason) -> self.kill());
		this.node.monitor(this.chat.id(), (reason) -> self.kill());
		self.receive((message) -> this.node.send(this.chat.id(), "privmsg", nick, message.text(0)));
		this.node.send(this.chat.id(), "join", client, nick);
	}

	/**
	 * Runs the example until the process is stopped.
	 * @param arguments none
	 */
	public static void main(String[] arguments) {
		start(Examples.start());
	}

}
