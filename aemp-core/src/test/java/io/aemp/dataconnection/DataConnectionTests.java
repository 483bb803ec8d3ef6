package io.aemp.dataconnection;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.UnaryOperator;

import io.aemp.Credentials;
import io.aemp.DataConnection;
import io.aemp.DataConnectionException;
import io.aemp.ExecutionPolicy;
import io.aemp.FamilyChange;
import io.aemp.Limits;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.NodeConfiguration;
import io.aemp.NodeConfigurationBuilder;
import io.aemp.PeerEvent;
import io.aemp.Port;
import io.aemp.Reason;
import io.aemp.runtime.ManagedNode;
import io.aemp.runtime.Nodes;
import io.aemp.testing.BoundedWait;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Data connections between two nodes. */
class DataConnectionTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private final Deque<Node> nodes = new ArrayDeque<>();

	private final BlockingQueue<DataConnection> accepted = new LinkedBlockingQueue<>();

	private final Node a = node("a", (builder) -> builder);

	private final Node b = node("b", (builder) -> builder.seeds(this.a.network().listeners()));

	@BeforeEach
	void know() {
		CompletableFuture<PeerEvent> up = new CompletableFuture<>();
		this.a.network().monitor(up::complete);
		BoundedWait.get(up);
		CompletableFuture<FamilyChange> known = new CompletableFuture<>();
		this.a.database().monitorNodes((change) -> {
			if (change.contents().containsKey("b")) {
				known.complete(change);
			}
		});
		BoundedWait.get(known);
	}

	@AfterEach
	void close() {
		this.nodes.forEach(Node::close);
	}

	private Node node(String id, UnaryOperator<NodeConfigurationBuilder> settings) {
		Node node = Nodes.start(
				settings.apply(NodeConfiguration.builder().nodeId(id).binds("127.0.0.1:0").secret("geheim")).build());
		this.nodes.push(node);
		return node;
	}

	private static DataConnection connect(Node from, Node to, String function, Object... arguments) {
		return BoundedWait.get(from.dataConnections().connect(to.id(), TIMEOUT, function, arguments));
	}

	private DataConnection[] pair(Node from, Node to) {
		to.dataConnections().accept("pair", (connection, arguments) -> this.accepted.add(connection));
		return new DataConnection[] { connect(from, to, "pair"), BoundedWait.take(this.accepted) };
	}

	private static void echo(Node node) {
		node.dataConnections().accept("echo", (connection, arguments) -> {
			try (connection; OutputStream out = connection.outputStream()) {
				out.write(arguments.text(0).getBytes(StandardCharsets.UTF_8));
				connection.inputStream().transferTo(out);
			}
		});
	}

	private static byte[] random(int size) {
		byte[] bytes = new byte[size];
		new Random(size).nextBytes(bytes);
		return bytes;
	}

	private static CompletableFuture<Void> send(DataConnection connection, byte[] bytes) {
		return CompletableFuture.runAsync(() -> {
			try (OutputStream out = connection.outputStream()) {
				out.write(bytes);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		});
	}

	private static void assertEchoes(DataConnection connection, String greeting) throws IOException {
		byte[] large = random(5_000_000);
		CompletableFuture<Void> sent = send(connection, large);
		InputStream in = connection.inputStream();
		assertThat(new String(in.readNBytes(greeting.length()), StandardCharsets.UTF_8)).isEqualTo(greeting);
		byte[] read = in.readAllBytes();
		assertThat(Arrays.mismatch(read, large)).as("of %d bytes", read.length).isEqualTo(-1);
		assertThat(Arrays.equals(read, large)).isTrue();
		BoundedWait.get(sent);
		BoundedWait.get(connection.closed());
	}

	@Test
	void carriesBytesInBothDirections() throws Exception {
		echo(this.a);
		DataConnection connection = connect(this.b, this.a, "echo", "hello ");
		assertEchoes(connection, "hello ");
		assertThat(connection.node()).isEqualTo("a");
		assertThat(connection.isEncrypted()).isFalse();
	}

	@Test
	void eachOfTwoNodesMayOpenMany() throws Exception {
		echo(this.a);
		echo(this.b);
		for (int i = 0; i < 5; i++) {
			assertEchoes(connect(this.a, this.b, "main::echo", "x" + i), "x" + i);
			assertEchoes(connect(this.b, this.a, "::echo", "y" + i), "y" + i);
		}
	}

}
