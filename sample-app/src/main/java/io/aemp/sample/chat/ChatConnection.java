package io.aemp.sample.chat;

import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.annotation.Init;
import io.aemp.annotation.Receive;
import io.aemp.annotation.SpawnablePort;
import io.aemp.boot.port.AempPorts;

/**
 * A client's bridge-head on the node of a chat server: whatever the client sends here, it
 * says. It ends with its client, and with the server, so that a client that monitors it
 * knows when to look for another.
 */
@SpawnablePort(value = "client_connect", label = "chat connection")
class ChatConnection {

	private final Node node;

	private final AempPorts ports;

	private final ChatServer chatServer;

	private final ChatService chat;

	private String server = "";

	private String nick = "";

	ChatConnection(Node node, AempPorts ports, ChatServer chatServer, ChatService chat) {
		this.node = node;
		this.ports = ports;
		this.chatServer = chatServer;
		this.chat = chat;
	}

	@Init
	void connect(Port self, String client, String nick) {
		this.server = this.ports.portOf(this.chatServer).id();
		this.nick = nick;
		this.node.monitor(client, (reason) -> self.kill());
		this.node.monitor(this.server, (reason) -> self.kill("chat_server_gone", "the chat server died: " + reason));
		this.chat.join(this.server, client, nick);
	}

	@Receive
	void say(Message message) {
		this.chat.privmsg(this.server, this.nick, message.text(0));
	}

}
