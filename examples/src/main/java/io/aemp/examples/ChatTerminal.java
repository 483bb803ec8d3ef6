package io.aemp.examples;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;

import io.aemp.Node;
import io.aemp.Port;

/** Finds a server, prints what comes, and finds another server when it is gone. */
final class ChatTerminal {

	private final Node node;

	private final String family;

	private final PrintStream out;

	/** From an entry of the family and an own port to the port to talk to. */
	private final BinaryOperator<String> join;

	private final Port port;

	private String server;

	ChatTerminal(Node node, String family, PrintStream out, BinaryOperator<String> join) {
		this.node = node;
		this.family = family;
		this.out = out;
		this.join = join;
		this.server = node.id() + "#nobody";
		this.port = node.open();
		this.port.execute(this::connect);
	}

	private void connect() {
		this.node.database().keys(this.family, this::choose, (ex) -> choose(List.of()));
	}

	private void choose(List<String> entries) {
		if (entries.isEmpty()) {
			this.node.after(Duration.ofSeconds(1), this::connect);
			return;
		}
		Port ear = this.node.open((message) -> this.out.println(message.text(0)));
		this.server = this.join.apply(entries.get(0), ear.id());
		this.node.closeOnDeath(ear.id(), this.node.monitor(this.server, (reason) -> ear.kill()));
		this.node.monitor(ear.id(), (reason) -> connect());
	}

	/** Passes on a line; it is lost while there is no server. */
	void say(String line, BiConsumer<String, String> tell) {
		this.port.execute(() -> tell.accept(this.server, line));
	}

}
