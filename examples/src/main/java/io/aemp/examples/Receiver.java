package io.aemp.examples;

import java.io.PrintStream;

import io.aemp.Node;
import io.aemp.Port;

/**
 * Prints what it is sent with the tag {@code test}, and answers if there is a reply port
 * (Perl: {@code simple_example_receiver}).
 */
public final class Receiver {

	/** Where senders find receivers. */
	static final String FAMILY = "eg_receivers";

	private Receiver() {
	}

	static Port open(Node node, PrintStream out) {
		Port port = node.open();
		port.receive("test", (message) -> {
			out.println("Received data: " + message.text(0));
			if (message.size() > 1) {
				node.send(message.text(1), "received", message.get(0));
			}
		});
		node.database().register(FAMILY, port.id());
		return port;
	}

	/**
	 * Runs the example until the process is stopped.
	 * @param arguments none
	 */
	public static void main(String[] arguments) {
		open(Examples.start(), System.out);
	}

}
