package io.aemp.examples;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;

import io.aemp.Message;
import io.aemp.Node;
import io.aemp.NodeConfiguration;
import io.aemp.NodeExtension;
import io.aemp.Port;
import io.aemp.runtime.ManagedNode;
import io.aemp.runtime.Nodes;
import io.aemp.testing.BoundedWait;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Each program against its counterpart, over real sockets, and against the messages of
 * Perl.
 */
class ExamplesTests {

	private final Deque<Node> nodes = new ArrayDeque<>();

	private final Output heard = new Output();

	private final BlockingQueue<Message> received = new LinkedBlockingQueue<>();

	private Node server;

	private Node client;

	@BeforeEach
	void startNodes() {
		this.server = start("server");
		this.client = start("client", this.server);
	}

	private Node start(String id, Node... seeds) {
		Node node = Nodes.start(NodeConfiguration.builder()
			.nodeId(id)
			.secret("geheim")
			.binds("127.0.0.1:0")
			.seeds(Stream.of(seeds).flatMap((seed) -> seed.network().listeners().stream()).toList())
			.build());
		this.nodes.push(node);
		return node;
	}

	@AfterEach
	void closeNodes() {
		this.nodes.forEach(Node::close);
	}

	private Port recording(Node node) {
		return node.open(this.received::add);
	}

	private List<Object> next() {
		return BoundedWait.take(this.received).toList();
	}

	@Test
	void theSimpleExampleEnds() throws InterruptedException {
		PrintStream before = System.out;
		System.setOut(this.heard.stream());
		try {
			SimpleExample.main(new String[0]);
		}
		finally {
			System.setOut(before);
		}
		this.heard.await("Ending with: 123");
	}

	@Test
	void aReceiverHearsTheSender() throws Exception {
		Receiver.open(this.server, this.heard.stream());
		try (AutoCloseable sender = Sender.start(this.client, Duration.ofMillis(5))) {
			this.heard.await("Received data: 1");
		}
	}

	@Test
	void theSenderSendsAsPerlDoes() throws Exception {
		this.server.database().register("eg_receivers", recording(this.server).id());
		try (AutoCloseable sender = Sender.start(this.client, Duration.ofMillis(5))) {
			assertThat(next()).hasSize(2).startsWith("test").element(1).isInstanceOf(Long.class);
		}
	}

	@Test
	void theReceiverAnswers() {
		Receiver.open(this.server, this.heard.stream());
		String receiver = member("eg_receivers");
		Message answer = BoundedWait.get(this.client.call(receiver, "test", "data"));
		assertThat(answer.toList()).containsExactly("received", "data");
	}

	private String member(String family) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(BoundedWait.SECONDS))
			.pollInterval(Duration.ofMillis(5))
			.until(() -> !BoundedWait.get(this.client.database().keys(family)).isEmpty());
		return BoundedWait.get(this.client.database().keys(family)).get(0);
	}

	@Test
	void theChatServerTellsAllAsPerlDoes() {
		ChatServer.start(this.server);
		String chat = member("eg_chat_server");
		Port ear = recording(this.client);
		this.client.send(chat, "join", ear.id(), "ann");
		this.client.send(chat, "privmsg", "ann", "hello");
		assertThat(next()).containsExactly("ann (joins)");
		assertThat(next()).containsExactly("ann: hello");
		Port other = this.client.open((message) -> {
		});
		this.client.send(chat, "join", other.id(), "bob");
		assertThat(next()).containsExactly("bob (joins)");
		other.kill("tired", "late");
		assertThat(next()).singleElement().asString().startsWith("bob (quits, ").contains("late");
	}

	@Test
	void aChatClientFindsAnotherServer() {
		Port chat = ChatServer.start(this.server);
		member("eg_chat_server");
		ChatClient ann = new ChatClient(this.client, "ann", this.heard.stream());
		this.heard.await("ann (joins)");
		ann.say("hello");
		this.heard.await("ann: hello");
		ChatServer.start(this.client);
		chat.kill();
		this.heard.await("ann (joins)");
		ann.say("again");
		this.heard.await("ann: again");
	}

	@Test
	void aChatClientJoinsAsPerlDoes() {
		Port chat = recording(this.server);
		this.server.database().register("eg_chat_server", chat.id());
		member("eg_chat_server");
		ChatClient ann = new ChatClient(this.client, "ann", this.heard.stream());
		List<Object> join = next();
		assertThat(join).hasSize(3).startsWith("join").endsWith("ann");
		this.server.send((String) join.get(1), "welcome");
		this.heard.await("welcome");
		ann.say("hello");
		assertThat(next()).containsExactly("privmsg", "ann", "hello");
	}

	@Test
	void aChatClientHasABridgeHead() {
		ChatServer2.start(this.server);
		assertThat(member("eg_chat_server2")).isEqualTo("server");
		ChatClient2 ann = new ChatClient2(this.client, "ann", this.heard.stream());
		this.heard.await("ann (joins)");
		ann.say("hello");
		this.heard.await("ann: hello");
	}

	@Test
	void aBridgeHeadIsSpawnedAsPerlDoes() {
		this.server.functions().registerInit("main::client_connect", (self, data) -> {
			this.received.add(data);
			self.receive(this.received::add);
		});
		this.server.database().set("eg_chat_server2", "server");
		member("eg_chat_server2");
		ChatClient2 ann = new ChatClient2(this.client, "ann", this.heard.stream());
		assertThat(next()).hasSize(2).endsWith("ann");
		ann.say("hello");
		assertThat(next()).containsExactly("hello");
	}

	@Test
	void theCommandFindsThem() throws Exception {
		NodeExtension examples = ServiceLoader.load(NodeExtension.class).findFirst().orElseThrow();
		try (ManagedNode node = Nodes.create(NodeConfiguration.builder().build())) {
			examples.extend(node);
			node.start();
			for (String example : List.of("receiver", "sender", "chat_server", "chat_server2")) {
				node.send(node.id(), "eg::" + example);
			}
			for (String family : List.of("eg_receivers", "eg_chat_server", "eg_chat_server2")) {
				Awaitility.await()
					.atMost(Duration.ofSeconds(BoundedWait.SECONDS))
					.until(() -> !BoundedWait.get(node.database().keys(family)).isEmpty());
			}
		}
	}

	@Test
	void aNickIsWanted() {
		assertThat(Examples.nick(new String[] { "ann" })).isEqualTo("ann");
		assertThatIllegalArgumentException().isThrownBy(() -> Examples.nick(new String[0]))
			.withMessageContaining("your nick");
	}

	@Test
	void theyAreShort() throws Exception {
		try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
			assertThat(files.filter(Files::isRegularFile)).hasSizeGreaterThan(8)
				.allSatisfy((file) -> assertThat(Files.readAllLines(file)).hasSizeLessThan(60));
		}
	}

	/** What a program prints. */
	private static final class Output {

		private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

		private PrintStream stream() {
			ByteArrayOutputStream line = new ByteArrayOutputStream() {

				@Override
				public synchronized void flush() {
					toString(StandardCharsets.UTF_8).lines().forEach(Output.this.lines::add);
					reset();
				}

			};
			return new PrintStream(line, true, StandardCharsets.UTF_8);
		}

		/** Skips lines until one begins like this. */
		private void await(String beginning) {
			while (!BoundedWait.take(this.lines).startsWith(beginning)) {
				// another line
			}
		}

	}

}
