package io.aemp.boot.test.guide.plain;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.aemp.Database;
import io.aemp.Guard;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.Process;
import io.aemp.Reason;
import io.aemp.ReceiveCases;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.system.CapturedOutput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Chapters of the guide: from calls to the database. */
class CallsTests extends PlainNode {

	@Test
	void calls() {
		Node node = this.node;
		this.network.node("shop");
		String counter = "shop#counter";
		node.call(counter, Message.of("get"), Duration.ofSeconds(2))
			.thenAccept((reply) -> System.out.println(reply.integer(1)));
		Port customer = node.open();
		customer.receive("ask",
				(message) -> node.call("shop#counter", Message.of("get"), Duration.ofSeconds(2),
						(reply) -> node.send(message.text(0), reply.get(1)),
						(failure) -> node.send(message.text(0), "unknown: " + failure.getMessage())));
		assertThat(node.call(customer.id(), "ask")).succeedsWithin(Duration.ofMinutes(1))
			.satisfies((answer) -> assertThat(answer.text(0)).startsWith("unknown: "));
	}

	@Test
	void spawn(CapturedOutput output) {
		server(this.network.node("chat/server"));
		Node node = this.node;
		await().until(() -> node.network().isUp("chat/server"));
		Port client = node.open((message) -> System.out.println(message.text(0)));
		client.runInContext(() -> {
			String session = node.spawn("chat/server", "Chat::connect", client.id());
			node.killOnDeath(session);
			node.send(session, "say", "hello");
		});
		await().untilAsserted(() -> assertThat(output).contains("heard hello"));
	}

	private static void server(Node node) {
		node.functions().registerInit("Chat::connect", (self, arguments) -> {
			String client = arguments.text(0);
			node.killOnDeath(client);
			self.receive("say", (message) -> node.send(client, "heard " + message.utf8(0)));
		});
	}

	@Test
	void processes() {
		Node node = this.node;
		String pricePort = node.open().receive("price", (message) -> node.send(message.text(1), 3.5)).id();
		CompletableFuture<Message> offer = new CompletableFuture<>();
		String customer = node.open(offer::complete).id();
		Process process = node.openProcess((self) -> {
			Message order = self.receive("order");
			Message price = self.call(pricePort, Message.of("price", order.text(0)), Duration.ofSeconds(5));
			node.send(order.text(1), "offer", price.number(0), self.id());
			String outcome = self.receiveAny(ReceiveCases.on("accept", (message) -> "sold")
				.or("refuse", (message) -> "refused: " + message.text(0))
				.after(Duration.ofMinutes(10), () -> "forgotten"));
			node.database().set("orders", order.text(0), outcome);
		});
		node.send(process.id(), "order", "17 apples", customer);
		assertThat(offer).succeedsWithin(Duration.ofMinutes(1)).isEqualTo(Message.of("offer", 3.5, process.id()));
		node.send(process.id(), "accept");
		await().until(() -> node.port(process.id()).isEmpty());
		await().untilAsserted(() -> assertThat(node.database().values("orders")).succeedsWithin(Duration.ofMinutes(1))
			.isEqualTo(List.of("sold")));
	}

	@Test
	void spawnedProcesses() {
		Node node = this.node;
		node.functions().registerProcess("adder", (self, arguments) -> {
			long sum = arguments.integer(0);
			while (sum < 100) {
				sum += self.receive("add").integer(0);
			}
		});
		String adder = node.spawn(node.id(), "adder", 90);
		CompletableFuture<Reason> death = new CompletableFuture<>();
		node.monitor(adder, death::complete);
		node.send(adder, "add", 10);
		assertThat(death).succeedsWithin(Duration.ofMinutes(1)).isEqualTo(Reason.NORMAL);
	}

	@Test
	void database(CapturedOutput output) {
		Node node = this.node;
		Database database = node.database();
		Port scaler = node.open((message) -> {
		});

		Guard entry = database.register("my_image_scalers", scaler.id(), Map.of("cores", 4));
		database.keys("my_image_scalers").thenAccept((ports) -> System.out.println("scalers: " + ports));
		database.monitor("my_image_scalers", (change) -> {
			System.out.println("all: " + change.contents().keySet());
			System.out.println("new: " + change.added() + ", gone: " + change.deleted());
		});
		await().untilAsserted(() -> assertThat(output).contains("scalers: [", "all: [" + scaler.id() + "]"));
		Set<String> scalers = database.snapshot("my_image_scalers").keySet();
		database.sendToAll("my_image_scalers", "clear_cache");
		assertThat(scalers).containsExactly(scaler.id());
		entry.close();
		await().untilAsserted(() -> assertThat(output).contains("gone: [" + scaler.id() + "]"));
	}

}
