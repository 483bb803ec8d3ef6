package io.aemp.sample;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.aemp.Database;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.PortIds;
import io.aemp.Reason;
import io.aemp.sample.chat.Chat;
import io.aemp.sample.images.ImagePool;
import io.aemp.sample.images.ScaledImage;
import io.aemp.sample.images.TestImages;
import io.aemp.testing.BoundedWait;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Three applications in one network, over sockets. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SampleNetworkTests {

	private final List<ConfigurableApplicationContext> contexts = new ArrayList<>();

	private String seed;

	private Node one;

	private Node two;

	private Node three;

	@BeforeAll
	void start() {
		this.one = start("one", "");
		this.seed = this.one.network().listeners().get(0);
		this.two = start("two", this.seed);
		this.three = start("three", this.seed);
		awaitMembers("sample_chat_relays", 3);
		awaitMembers("my_image_scalers", 3);
	}

	private void awaitMembers(String family, int members) {
		for (ConfigurableApplicationContext context : this.contexts) {
			Database database = context.getBean(Node.class).database();
			await().until(() -> BoundedWait.get(database.keys(family)).size() == members);
		}
	}

	private Node start(String nodeId, String seed) {
		ConfigurableApplicationContext context = SpringApplication.run(SampleApplication.class,
				"--aemp.node-id=" + nodeId, "--aemp.binds=127.0.0.1:0", "--aemp.seeds=" + seed, "--server.port=0",
				"--aemp-test.network.in-memory=false");
		this.contexts.add(context);
		return context.getBean(Node.class);
	}

	@AfterAll
	void close() {
		this.contexts.forEach(ConfigurableApplicationContext::close);
	}

	@Test
	void chatsAcrossAllNodesHoweverClientsJoin() {
		Client first = new Client(this.one);
		this.contexts.get(0).getBean(Chat.class).join(first.port, "anna");
		first.hears("anna (joins)");
		Client second = new Client(this.two);
		this.two.send(portOf(this.three, "eg_chat_server"), "join", second.port.id(), "bert");
		second.hears("bert (joins)");
		first.hears("anna (joins)", "bert (joins)");
		Client third = new Client(this.three);
		String connection = BoundedWait
			.get(third.port.callInContext(() -> this.three.spawn("two", "::client_connect", third.port.id(), "cleo")));
		third.hears("cleo (joins)");
		this.three.send(connection, "hi", "ignored");
		first.hears("anna (joins)", "bert (joins)", "cleo (joins)", "cleo: hi");
		second.hears("bert (joins)", "cleo (joins)", "cleo: hi");
		third.port.kill("tired", "of it");
		second.hears("bert (joins)", "cleo (joins)", "cleo: hi", "cleo (quits, tired, of it)");
		await().until(() -> this.two.port(connection).isEmpty());
	}

	@Test
	void scalesAllImagesThoughANodeGoes() {
		start("four", this.seed);
		awaitMembers("my_image_scalers", 4);
		Client listener = new Client(this.one);
		this.contexts.get(0).getBean(Chat.class).join(listener.port, "listener");
		ImagePool pool = this.contexts.get(0).getBean(ImagePool.class);
		byte[] image = TestImages.image("png", 640, 480);
		List<CompletableFuture<ScaledImage>> images = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			images.add(pool.scale(image, 64));
		}
		await().until(() -> images.stream().anyMatch(CompletableFuture::isDone));
		this.contexts.remove(3).close();
		List<ScaledImage> scaled = images.stream()
			.map((future) -> future.orTimeout(60, TimeUnit.SECONDS).join())
			.toList();
		assertThat(scaled).hasSize(20)
			.allSatisfy((result) -> assertThat(TestImages.decode(result.bytes()).getHeight()).isEqualTo(48));
		Set<String> nodes = scaled.stream()
			.map((result) -> PortIds.nodeOf(result.worker()))
			.collect(Collectors.toSet());
		assertThat(nodes).contains("one", "two", "three");
		await()
			.until(() -> listener.taken.stream().anyMatch((line) -> line.text(0).startsWith("* image scaler four#")));
		listener.port.kill();
	}

	@Test
	void scalesLargeImagesOnAllNodes() {
		ImagePool pool = this.contexts.get(0).getBean(ImagePool.class);
		byte[] image = TestImages.noise(1000, 700);
		assertThat(image).hasSizeGreaterThan(1_500_000);
		List<CompletableFuture<ScaledImage>> images = new ArrayList<>();
		for (int i = 0; i < 9; i++) {
			images.add(pool.scale(image, 50));
		}
		List<ScaledImage> scaled = images.stream()
			.map((future) -> future.orTimeout(60, TimeUnit.SECONDS).join())
			.toList();
		assertThat(scaled)
			.allSatisfy((result) -> assertThat(TestImages.decode(result.bytes()).getHeight()).isEqualTo(35));
		assertThat(scaled.stream().map((result) -> PortIds.nodeOf(result.worker()))).contains("one", "two", "three");
	}

	@Test
	void opensAKilledChatServerAgain() {
		String former = portOf(this.one, "eg_chat_server");
		CompletableFuture<Reason> death = new CompletableFuture<>();
		this.two.monitor(former, death::complete);
		this.two.kill(former, "out_of_order", "try the next one");
		assertThat(BoundedWait.get(death)).isEqualTo(Reason.of("out_of_order", "try the next one"));
		await().until(() -> {
			List<String> servers = BoundedWait.get(this.two.database().keys("eg_chat_server"));
			return servers.size() == 3 && !servers.contains(former);
		});
	}

	@Test
	void answersTests() {
		String receiver = portOf(this.one, "eg_receivers");
		Map<String, Object> data = Map.of("list", List.of(1L, "two"));
		assertThat(BoundedWait.get(this.two.call(receiver, "test", data))).isEqualTo(Message.of("received", data));
		this.two.send(receiver, "test", "without reply");
		assertThat(BoundedWait.get(this.two.call(receiver, "test", "again")))
			.isEqualTo(Message.of("received", "again"));
	}

	@Test
	void spawnsEchoes() {
		String echo = this.two.spawn("three", "echo");
		byte[] bytes = { 0, (byte) 255 };
		assertThat(BoundedWait.get(this.two.call(echo, 1L, bytes, "text", null)))
			.isEqualTo(Message.of(1L, bytes, "text", null));
	}

	@Test
	void spawnsWatchers() {
		Client observer = new Client(this.two);
		this.one.database().set("WatchedFamily", "a", 1);
		await().until(() -> BoundedWait.get(this.three.database().keys("WatchedFamily")).size() == 1);
		String watcher = this.two.spawn("three", "watch", "WatchedFamily", observer.port.id());
		observer.takes(Message.of(Map.of("a", 1L), List.of("a"), List.of(), List.of()));
		this.one.database().set("WatchedFamily", "a", 2);
		this.one.database().delete("WatchedFamily", "a");
		observer.takes(Message.of(Map.of("a", 1L), List.of("a"), List.of(), List.of()),
				Message.of(Map.of("a", 2L), List.of(), List.of("a"), List.of()),
				Message.of(Map.of(), List.of(), List.of(), List.of("a")));
		observer.port.kill();
		await().until(() -> this.three.port(watcher).isEmpty());
	}

	@Test
	void spawnsFailures() {
		CompletableFuture<Reason> death = new CompletableFuture<>();
		this.two.monitor(this.two.spawn("three", "fail", "as wanted"), death::complete);
		assertThat(BoundedWait.get(death)).isEqualTo(Reason.of("die", "as wanted"));
	}

	private static String portOf(Node node, String family) {
		return BoundedWait.get(node.database().keys(family)).stream().filter(node::isLocal).findFirst().orElseThrow();
	}

	/** A port that keeps what it is sent. */
	private static final class Client {

		private final List<Message> taken = new CopyOnWriteArrayList<>();

		private final Port port;

		Client(Node node) {
			this.port = node.open(this.taken::add);
		}

		/** Not counting what nobody has said: other tests stop nodes and kill ports. */
		void hears(String... lines) {
			await().untilAsserted(() -> assertThat(this.taken).filteredOn((line) -> !line.text(0).startsWith("* "))
				.containsExactly(Arrays.stream(lines).map(Message::of).toArray(Message[]::new)));
		}

		void takes(Message... messages) {
			await().untilAsserted(() -> assertThat(this.taken).containsExactly(messages));
		}

	}

}
