package io.aemp.examples;

import java.util.concurrent.CountDownLatch;

import io.aemp.Node;
import io.aemp.Port;
import io.aemp.runtime.Nodes;

/** A port, a tag and a message, without a network (Perl: {@code simple_example}). */
public final class SimpleExample {

	private SimpleExample() {
	}

	/**
	 * Runs the example.
	 * @param arguments none
	 * @throws InterruptedException if the thread is interrupted
	 */
	public static void main(String[] arguments) throws InterruptedException {
		try (Node node = Nodes.local()) {
			CountDownLatch end = new CountDownLatch(1);
			Port port = node.open();
			port.receive("test", (message) -> {
				System.out.println("Ending with: " + message.text(0));
				end.countDown();
			});
			node.send(port.id(), "test", 123);
			end.await();
		}
	}

}
