package io.aemp.boot.test.guide.plain;

import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

import com.sun.net.httpserver.HttpServer;
import io.aemp.Dispatcher;
import io.aemp.Guard;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.PortOptions;
import io.aemp.Reason;
import io.aemp.boot.test.network.AempClock;
import io.aemp.boot.test.network.AempNetwork;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.system.CapturedOutput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Chapters of the guide: from ports and messages to timers. */
class PortsTests extends PlainNode {

	@Test
	void portsAndMessages() {
		Node node = this.node;
		Port counter = node.open();
		AtomicLong total = new AtomicLong();
		counter.receive("add", (message) -> total.addAndGet(message.integer(0)))
			.receive("get", (message) -> node.send(message.text(0), "total", total.get()));

		node.send(counter.id(), "add", 5);
		assertThat(node.call(counter.id(), "get")).succeedsWithin(Duration.ofMinutes(1))
			.isEqualTo(Message.of("total", 5L));
	}

	@Test
	void preparedReplies(CapturedOutput output) {
		Node node = this.node;
		Node other = this.network.node("other");
		await().until(() -> node.network().isUp("other"));
		other.functions()
			.registerInit("Warehouse::connect", (self, arguments) -> self.receive("stock",
					(message) -> other.send(message.text(1), message.text(2), "enough " + message.text(0))));
		String partner = node.spawn("other", "Warehouse::connect");
		Port port = node.open();
		port.receive(partner, (reply) -> {
			System.out.println("answered: " + reply);
			port.receive(partner, null);
		});
		node.send(partner, "stock", "screws", port.id(), partner);
		await().untilAsserted(() -> assertThat(output).contains("answered: ").contains("enough screws"));
	}

	@Test
	void headers() {
		Node node = this.node;
		CompletableFuture<Message> received = new CompletableFuture<>();
		String warehouse = node.open(received::complete).id();
		Message order = Message.of("order", "screws", 7).withHeaders(Map.of("tenant", "acme"));
		node.send(warehouse, order);
		assertThat(received).succeedsWithin(Duration.ofMinutes(1))
			.satisfies((message) -> assertThat(message.headers()).containsEntry("tenant", "acme"));
	}

	@Test
	void kill() {
		Node node = this.node;
		Port job = node.open();
		job.kill();
		node.kill(job.id(), "too_late", "the deadline was at noon");
		await().until(() -> node.port(job.id()).isEmpty());
	}

	@Test
	void monitors(CapturedOutput output) {
		Node node = this.node;
		Port supervisor = node.open();
		Port worker = node.open();

		// calls back, with the reason; also for a normal death
		node.monitor(worker.id(), (reason) -> System.out.println("worker died: " + reason));

		// sends ("gone", worker ID, reason elements...) to the supervisor
		node.sendOnDeath(worker.id(), supervisor.id(), "gone", worker.id());

		// kills the supervisor with the same reason, if the death is abnormal
		node.killOnDeath(worker.id(), supervisor.id());

		// kills the current port with the same reason, if the death is abnormal
		supervisor.runInContext(() -> node.killOnDeath(worker.id()));
		worker.kill("tired");
		await().untilAsserted(() -> assertThat(output).contains("worker died: tired"));
		await().until(() -> node.port(supervisor.id()).isEmpty());
	}

	@Test
	void resources() throws Exception {
		Node node = this.node;
		Path file = Files.createTempFile("upload", null);
		OutputStream output = Files.newOutputStream(file);
		Port upload = node.open((message) -> output.write(message.bytes(0)));
		node.closeOnDeath(upload.id(), output, () -> Files.delete(file));
		node.send(upload.id(), new byte[] { 1, 2 });
		await().until(() -> Files.size(file) == 2);
		upload.kill();
		await().until(() -> !Files.exists(file));
	}

	@Test
	void contexts() throws Exception {
		Node node = this.node;
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.createContext("/", (exchange) -> {
			exchange.sendResponseHeaders(200, 1);
			exchange.getResponseBody().write('x');
			exchange.close();
		});
		server.start();
		Port port = node.open();
		port.receive("fetch", (message) -> {
			String replyTo = message.text(1);
			HttpRequest request = HttpRequest.newBuilder(URI.create(message.text(0))).build();
			HttpClient.newHttpClient()
				.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray())
				.thenAccept(port
					.bindToContext((HttpResponse<byte[]> response) -> node.send(replyTo, "fetched", response.body())));
		});
		assertThat(node.call(port.id(), "fetch", "http://127.0.0.1:" + server.getAddress().getPort() + "/"))
			.succeedsWithin(Duration.ofMinutes(1))
			.isEqualTo(Message.of("fetched", new byte[] { 'x' }));
		server.stop(0);
	}

	@Test
	void dispatchers() {
		Node node = this.node;
		Port slow = node.open(PortOptions.DEFAULTS.label("thumbnails").dispatcher(Dispatcher.BLOCKING));
		assertThat(node.ports()).anyMatch((info) -> info.id().equals(slow.id()) && info.label().equals("thumbnails"));
	}

	@Test
	void timers() {
		AempNetwork network = AempNetwork.create(AempClock.Mode.MANUAL);
		Node node = network.node("here");
		Port port = node.open();
		port.receive("start", (message) -> {
			Guard timer = node.after(Duration.ofSeconds(30),
					() -> node.self().kill("too_slow", "no answer within 30 s"));
			port.receive("done", (done) -> timer.close());
		});
		node.after(Duration.ofSeconds(5), port.id(), "start");
		port.runInContext(() -> node.every(Duration.ofMinutes(1), () -> System.out.println("still there")));
		CompletableFuture<Reason> death = new CompletableFuture<>();
		node.monitor(port.id(), death::complete);
		network.clock().advance(Duration.ofSeconds(36));
		assertThat(death).succeedsWithin(Duration.ofMinutes(1))
			.isEqualTo(Reason.of("too_slow", "no answer within 30 s"));
		network.close();
	}

}
