package io.aemp.examples;

import java.time.Duration;
import java.time.Instant;

import io.aemp.Guard;
import io.aemp.Node;

/**
 * Sends the time to all receivers, every second (Perl: {@code simple_example_sender}).
 */
public final class Sender {

	private Sender() {
	}

	static Guard start(Node node, Duration period) {
		// who monitors a family sends to its ports without asking for them each time
		Guard monitor = node.database().monitor(Receiver.FAMILY, (change) -> {
		});
		Guard timer = node.every(period,
				() -> node.database().sendToAll(Receiver.FAMILY, "test", Instant.now().getEpochSecond()));
		return () -> {
			timer.close();
			monitor.close();
		};
	}

	/**
	 * Runs the example until the process is stopped.
	 * @param arguments none
	 */
	public static void main(String[] arguments) {
		start(Examples.start(), Duration.ofSeconds(1));
	}

}
