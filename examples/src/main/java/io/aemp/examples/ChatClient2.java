package io.aemp.examples;

import java.io.IOException;
import java.io.PrintStream;

import io.aemp.Node;

/** A terminal of the chat with a bridge-head (Perl: {@code chat_client2}). */
public final class ChatClient2 {

	private final Node node;

	private final String nick;

	private final ChatTerminal terminal;

	ChatClient2(Node node, String nick, PrintStream out) {
		this.node = node;
		this.nick = nick;
		this.terminal = new ChatTerminal(node, ChatServer2.FAMILY, out, this::join);
	}

	private String join(String server, String ear) {
		return this.node.spawn(server, "main::client_connect", ear, this.nick);
	}

	void say(String line) {
		this.terminal.say(line, this.node::send);
	}

	/**
	 * Runs the example until its input ends.
	 * @param arguments the nick
	 * @throws IOException if the input fails
	 */
	public static void main(String[] arguments) throws IOException {
		String nick = Examples.nick(arguments);
		try (Node node = Examples.start()) {
			Keyboard.read(new ChatClient2(node, nick, System.out)::say);
		}
	}

}
