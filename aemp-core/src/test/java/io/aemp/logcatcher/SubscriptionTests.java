package io.aemp.logcatcher;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.aemp.Dispatcher;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.NodeConfiguration;
import io.aemp.Port;
import io.aemp.PortOptions;
import io.aemp.runtime.Nodes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A log that is written faster than it is sent. */
class SubscriptionTests {

	private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

	private final List<Message> received = new ArrayList<>();

	private final Node node = Nodes.start(NodeConfiguration.builder().nodeId("me").build());

	private final Port port = this.node.open(PortOptions.DEFAULTS.dispatcher(Dispatcher.of(this.tasks::add)));

	private final Port target = this.node.open(PortOptions.DEFAULTS.dispatcher(Dispatcher.of(this.tasks::add)))
		.receive(this.received::add);

	private final Subscription subscription = new Subscription(this.node, this.port, InstantSource.system(),
			this.target.id(), LogLevel.INFO);

	@AfterEach
	void close() {
		this.node.close();
	}

	private void offer(int number, String text) {
		for (int i = 0; i < number; i++) {
			this.subscription.offer(new LogRecord(Instant.EPOCH, "logger", LogLevel.INFO, text));
		}
	}

	private void runUntilReceived(int number) {
		while (this.received.size() < number) {
			Runnable task = this.tasks.poll();
			if (task != null) {
				task.run();
			}
			Thread.onSpinWait();
		}
	}

	@Test
	void tellsHowManyRecordsWereDropped() {
		offer(1500, "text");
		runUntilReceived(1001);
		assertThat(this.received.get(999).toList()).containsExactly(0.0, "logger", 7, "text");
		assertThat(this.received.get(1000).text(3)).startsWith("500 log records were dropped");
		offer(1, "next");
		runUntilReceived(1002);
		assertThat(this.received.get(1001).text(3)).isEqualTo("next");
	}

	@Test
	void limitsWhatWaitsAndCutsWhatIsLong() {
		offer(100, "x".repeat(1_000_000));
		runUntilReceived(31);
		assertThat(this.received.get(0).text(3)).hasSizeLessThan(40_000).endsWith("... (1000000 characters)");
		assertThat(this.received.get(30).text(3)).startsWith("70 log records were dropped");
	}

}
