package io.aemp.boot.stream;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.aemp.Message;
import io.aemp.Node;
import io.aemp.NodeConfiguration;
import io.aemp.Port;
import io.aemp.Reason;
import io.aemp.annotation.AempPort;
import io.aemp.annotation.Receive;
import io.aemp.boot.autoconfigure.AempAutoConfiguration;
import io.aemp.boot.port.AempPorts;
import io.aemp.runtime.Nodes;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of the streams of a context that stops. */
class StoppedStreamsTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AempAutoConfiguration.class))
		.withBean("numbers", Numbers.class)
		.withPropertyValues("aemp.node-id=server", "aemp.secret=geheim", "aemp.binds=127.0.0.1:0",
				"spring.lifecycle.timeout-per-shutdown-phase=10m");

	@Test
	void whatAnotherNodeReadsIsSentToItsEnd() {
		this.runner.withPropertyValues("aemp.drain-timeout=10m").run((context) -> {
			Node server = context.getBean(Node.class);
			try (Node node = clientOf(context)) {
				Reader reader = new Reader(node, portOf(context), "numbers");
				reader.request(1);
				assertThat(reader.next()).isEqualTo(Message.of("next", 0L));
				CompletableFuture<Void> closed = CompletableFuture.runAsync(context::close,
						(task) -> new Thread(task).start());
				Awaitility.await()
					.atMost(PATIENCE)
					.until(() -> server.database().snapshot().getOrDefault("numbers", Map.of()).isEmpty());
				reader.request(2);
				assertThat(reader.next()).isEqualTo(Message.of("next", 1L));
				assertThat(reader.next()).isEqualTo(Message.of("next", 2L));
				assertThat(reader.end).succeedsWithin(PATIENCE).isEqualTo(Reason.NORMAL);
				assertThat(closed).succeedsWithin(PATIENCE);
			}
		});
	}

	@Test
	void whatDoesNotEndInTimeIsBroken() {
		this.runner.withPropertyValues("aemp.drain-timeout=100ms").run((context) -> {
			try (Node node = clientOf(context)) {
				Reader reader = new Reader(node, portOf(context), "numbers");
				context.close();
				assertThat(reader.broken).succeedsWithin(PATIENCE)
					.extracting(Reason::identifier)
					.isEqualTo(Reason.NODE_CLOSED);
				assertThat(reader.end).isNotDone();
			}
		});
	}

	@Test
	void aSubscriberOfTheSameNodeIsNotWaitedFor() {
		this.runner.withPropertyValues("aemp.drain-timeout=10m").run((context) -> {
			Reader reader = new Reader(context.getBean(Node.class), portOf(context), "numbers");
			CompletableFuture<Void> closed = CompletableFuture.runAsync(context::close,
					(task) -> new Thread(task).start());
			assertThat(closed).succeedsWithin(PATIENCE);
			assertThat(reader.broken).isCompleted();
		});
	}

	private static Node clientOf(AssertableApplicationContext context) {
		String server = context.getBean(Node.class).network().listeners().get(0);
		Node node = Nodes.start(NodeConfiguration.builder()
			.nodeId("client")
			.secret("geheim")
			.binds("127.0.0.1:0")
			.seeds(server)
			.build());
		Awaitility.await()
			.atMost(PATIENCE)
			.until(() -> node.network().isUp("server") && context.getBean(Node.class).network().isUp("client"));
		return node;
	}

	private static String portOf(AssertableApplicationContext context) {
		return context.getBean(AempPorts.class).find("numbers").orElseThrow().id();
	}

	/** Reads a stream by hand. */
	private static final class Reader {

		private final BlockingQueue<Message> answers = new LinkedBlockingQueue<>();

		private final CompletableFuture<Reason> end = new CompletableFuture<>();

		private final CompletableFuture<Reason> broken = new CompletableFuture<>();

		private final Node node;

		private final String demand;

		Reader(Node node, String port, String tag) throws InterruptedException {
			this.node = node;
			Port replies = node.open(this.answers::add);
			node.monitor(replies.id(), this.end::complete);
			node.send(port, tag + ";stream", replies.id());
			this.demand = next().text(1);
			node.monitor(this.demand, this.broken::complete);
		}

		void request(int count) {
			this.node.send(this.demand, "request", count);
		}

		Message next() throws InterruptedException {
			Message next = this.answers.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
			assertThat(next).isNotNull();
			return next;
		}

	}

	@AempPort(families = "numbers")
	static class Numbers {

		@Receive("numbers")
		Flux<Integer> numbers() {
			return Flux.range(0, 3);
		}

	}

}
