package io.aemp.examples;

import java.io.IOException;
import java.io.PrintStream;

import io.aemp.Node;

/** A terminal of the chat (Perl: {@code chat_client}). */
public final class ChatClient {

	private final Node node;

	private final String nick;

	private final ChatTerminal terminal;

	ChatClient(Node node, String nick, PrintStream out) {
		this.node = node;
		this.nick = nick;
		this.terminal = new ChatTerminal(node, ChatServer.FAMILY, out, this::join);
	}

	private String join(String server, String ear) {
		this.node.send(server, "join", ear, this.nick);
		return server;
	}

	void say(String line) {
		this.terminal.say(line, (server, text) -> this.node.send(server, "privmsg", this.nick, text));
	}

	/**
	 * Runs the example until its input ends.
	 * @param arguments the nick
	 * @throws IOException if the input fails
	 */
	public static void main(String[] arguments) throws IOException {
		String nick = Examples.nick(arguments);
		try (Node node = Examples.start()) {
			Keyboard.read(new ChatClient(node, nick, System.out)::say);
		}
	}

}
