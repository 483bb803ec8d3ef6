package io.aemp.boot.test.guide.plain;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.aemp.Admission;
import io.aemp.FailureDetector;
import io.aemp.Guard;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.NodeConfiguration;
import io.aemp.NodeExtension;
import io.aemp.PeerEvent;
import io.aemp.PeerInfo;
import io.aemp.Port;
import io.aemp.Secret;
import io.aemp.TlsIdentity;
import io.aemp.boot.test.network.AempClock;
import io.aemp.boot.test.network.AempNetwork;
import io.aemp.logcatcher.LogCatcher;
import io.aemp.logcatcher.LogLevel;
import io.aemp.logcatcher.LogRecord;
import io.aemp.logcatcher.LogSource;
import io.aemp.profile.HostName;
import io.aemp.profile.ProfileDocument;
import io.aemp.profile.Profiles;
import io.aemp.profile.ProfileSettings;
import io.aemp.runtime.ManagedNode;
import io.aemp.runtime.Nodes;
import io.aemp.simulation.Simulation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Chapters of the guide: nodes, networks, settings and tests. */
@ExtendWith(OutputCaptureExtension.class)
class NetworksTests {

	private final Deque<AutoCloseable> open = new ArrayDeque<>();

	@AfterEach
	void close() throws Exception {
		while (!this.open.isEmpty()) {
			this.open.pop().close();
		}
	}

	private AempNetwork network() {
		return opened(AempNetwork.create(AempClock.Mode.REAL));
	}

	private <T extends AutoCloseable> T opened(T closeable) {
		this.open.push(closeable);
		return closeable;
	}

	/** Not run: it listens on all addresses, and looks for hosts that nobody has. */
	static void aNode() {
		NodeConfiguration configuration = NodeConfiguration.builder()
			.nodeId("shop/%n/%u")
			.secret(System.getenv("AEMP_SECRET"))
			.binds("*:4040")
			.seeds("one.example.org:4040", "two.example.org:4040")
			.build();
		try (Node node = Nodes.start(configuration)) {
			Port port = node.open((message) -> System.out.println(message));
			node.send(port.id(), "hello");
		}
	}

	/** Not run: there is no such file. */
	static void tls() throws IOException {
		NodeConfiguration encrypted = NodeConfiguration.builder()
			.nodeId("vault")
			.tls(TlsIdentity.ofPem(Files.readString(Path.of("/etc/aemp.pem"))))
			.build();
		NodeConfiguration strict = NodeConfiguration.builder()
			.nodeId("billing")
			.tls(TlsIdentity.ofPem(Files.readString(Path.of("/etc/aemp.pem"))))
			.admission(new Admission(List.of("billing", "shop", "worker/*"), List.of("10.0.0.0/8"), true))
			.executionPolicy((node, function) -> node.equals("shop") && function.equals("Invoice::open"))
			.build();
		Nodes.create(encrypted);
		Nodes.create(strict);
	}

	@Test
	void seedsFromElsewhere() {
		NodeConfiguration configuration = NodeConfiguration.builder()
			.seedSources(() -> Files.readAllLines(Path.of("/etc/aemp/seeds")))
			.build();
		assertThat(configuration.seedSources()).hasSize(1);
	}

	@Test
	void greeting() {
		NodeConfiguration configuration = NodeConfiguration.builder()
			.greeting(Map.of("rack", "a7", "team", "blue"))
			.build();
		assertThat(configuration.greeting()).containsEntry("rack", "a7");
	}

	@Test
	void silentPeers() {
		NodeConfiguration configuration = NodeConfiguration.builder()
			.failureDetector(FailureDetector.builder()
				.heartbeat(Duration.ofMillis(500))
				.minimum(Duration.ofSeconds(2)) // nodes of this library
				.maximum(Duration.ofSeconds(3))
				.otherMinimum(Duration.ofSeconds(10)) // other nodes
				.otherMaximum(Duration.ofSeconds(15))
				.answer(Duration.ofSeconds(1)) // when the peer seems to connect again
				.build())
			.build();
		assertThat(configuration.failureDetector().maximum()).isEqualTo(Duration.ofSeconds(3));
	}

	@Test
	void networkEvents(CapturedOutput output) {
		AempNetwork network = network();
		network.node("chat/server");
		Node node = network.node("here");
		await().until(() -> node.network().isUp("chat/server"));
		node.network().monitor((event) -> {
			if (event instanceof PeerEvent.Down down) {
				System.out.println(down.node() + " is gone: " + down.reason());
			}
		});

		boolean up = node.network().isUp("chat/server");
		for (PeerInfo peer : node.network().peers()) {
			System.out.println(peer.node() + " at " + peer.address() + " since " + peer.since());
		}
		assertThat(up).isTrue();
		assertThat(output).contains("chat/server at ");
		network.kill("chat/server");
		await().untilAsserted(() -> assertThat(output).contains("chat/server is gone: "));
		node.network().changeSeeds(List.of("three.example.org:4040"));
		Guard kept = node.network().keep("chat/server");
		await().until(node.network()::seeds, List.of("three.example.org:4040")::equals);
		kept.close();
	}

	@Test
	void logsOfOtherNodes(CapturedOutput output) {
		AempNetwork network = network();
		Node node = network.node("here");
		Node other = network.node("other");
		await().until(() -> other.network().isUp("here"));
		LogSource source = LogSource.start(node);
		source.log(new LogRecord(Instant.now(), "shop.Orders", LogLevel.WARN, "out of paper"));

		LogCatcher catcher = LogCatcher.start(other, LogLevel.INFO, (caught) -> System.out.println(caught.text()));
		catcher.level(LogLevel.DEBUG);
		await().untilAsserted(() -> {
			source.log(new LogRecord(Instant.now(), "shop.Orders", LogLevel.WARN, "out of paper"));
			assertThat(output).contains("out of paper");
		});
	}

	@Test
	void dataConnections(@TempDir Path folder) throws Exception {
		Path original = Files.writeString(folder.resolve("original"), "text");
		Path copy = folder.resolve("copy");
		Node other = networked("other");
		Node node = networked("here", other.network().listeners().get(0));
		await().until(() -> node.network().isUp("other"));
		other.dataConnections().accept("copy", (connection, arguments) -> {
			try (connection; OutputStream out = Files.newOutputStream(Path.of(arguments.text(0)))) {
				connection.inputStream().transferTo(out);
			}
		});
		node.dataConnections()
			.connect(other.id(), Duration.ofSeconds(10), "copy", copy.toString())
			.thenAcceptAsync((connection) -> {
				try (connection; OutputStream out = connection.outputStream()) {
					Files.copy(original, out);
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			});
		await().untilAsserted(() -> assertThat(copy).exists().hasContent("text"));
	}

	private Node networked(String nodeId, String... seeds) {
		return opened(Nodes.start(
				NodeConfiguration.builder().nodeId(nodeId).secret("secret").binds("127.0.0.1:0").seeds(seeds).build()));
	}

	@Test
	void waitingSenders() throws Exception {
		Node node = opened(Nodes.local());
		Queue<Message> received = new ConcurrentLinkedQueue<>();
		String sink = node.open(received::add).id();
		List<Row> rows = List.of(new Row("a"), new Row("b"));
		for (Row row : rows) {
			node.sendWaiting(sink, Message.of("row", row.toMap()));
		}
		await().until(() -> received.size() == 2);
	}

	/**
	 * A row of a table.
	 *
	 * @param name what is in it
	 */
	record Row(String name) {

		Map<String, String> toMap() {
			return Map.of("name", this.name);
		}

	}

	@Test
	void sendersThatGoOn() {
		Node node = opened(Nodes.local());
		Queue<Message> received = new ConcurrentLinkedQueue<>();
		Producer producer = new Producer(node, node.open(), node.open(received::add).id(), new Reader());
		producer.port.runInContext(producer::next);
		await().until(() -> received.size() == 3);
		await().until(() -> node.port(producer.port.id()).isEmpty());
	}

	/** Ends its port with an exception, after three texts. */
	private static final class Reader {

		private final Deque<String> texts = new ArrayDeque<>(List.of("a", "b", "c"));

		String read() {
			return this.texts.pop();
		}

	}

	private record Producer(Node node, Port port, String sink, Reader reader) {

		private void next() {
			node.sendWhenWritable(sink, Message.of("row", reader.read())).thenRun(() -> port.runInContext(this::next));
		}

	}

	@Test
	void profiles(@TempDir Path folder) throws IOException {
		Path file = Files.writeString(folder.resolve("aemp.json"), """
				{"profile": {"seed": {"nodeid": "seed", "binds": [], "secret": "secret"}}}""");
		ProfileDocument document = ProfileDocument.read(file);
		ProfileSettings settings = new Profiles(document, HostName.current()).resolve("seed",
				Map.of("connect_interval", 1));
		Node seed = Nodes.start(settings.configure(NodeConfiguration.builder()).build());
		assertThat(opened(seed).id()).isEqualTo("seed");
	}

	@Test
	void changeOfSecrets() {
		NodeConfiguration configuration = NodeConfiguration.builder().secret("A").binds("127.0.0.1:0").build();
		ManagedNode node = Nodes.create(configuration);
		node.start();
		node.changeCredentials((present) -> present.withSecret(Secret.of("B"), Secret.of("A")));
		// when all nodes have done so
		node.changeCredentials((present) -> present.withSecret(Secret.of("B")));
		assertThat(opened(node).network().listeners()).hasSize(1);
	}

	@Test
	void simulation() {
		try (Simulation simulation = Simulation.of(42)) {
			Node a = simulation.node("a");
			Node b = simulation.node("b", (builder) -> builder.seeds("a:4040"));
			Port echo = a.open((message) -> a.send(message.text(1), message.text(0)));
			Message answer = simulation.await(b.call(echo.id(), "hello"), Duration.ofSeconds(5));
			simulation.network().partition(Set.of("a"), Set.of("b"));
			simulation.runUntil(() -> !b.network().isUp("a"), Duration.ofSeconds(20));
			simulation.network().heal();
			simulation.crash(a);
			Node again = simulation.restart(a);
		}
	}

	@Test
	void strictLocalSends(CapturedOutput output) {
		Node strict = Nodes.start(NodeConfiguration.builder().strictLocalSends(true).build());
		Port port = strict.open((message) -> System.out.println(message.integer(0)));
		strict.send(port.id(), 7);
		opened(strict);
		await().untilAsserted(() -> assertThat(output).contains("7"));
	}

	@Test
	void extensionOfTheCommand() {
		Node node = opened(Nodes.local());
		new Worker().extend(node);
		String worker = node.spawn(node.id(), "Worker::start");
		assertThat(node.call(worker, "job")).succeedsWithin(Duration.ofMinutes(1)).isEqualTo(Message.of("done", "job"));
	}

}
