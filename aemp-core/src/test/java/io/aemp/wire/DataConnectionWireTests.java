package io.aemp.wire;

import java.io.OutputStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

import io.aemp.DataConnection;
import io.aemp.DataConnectionException;
import io.aemp.ExecutionPolicy;
import io.aemp.Limits;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.Reason;
import io.aemp.testing.BoundedWait;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Data connections with a peer that speaks what Perl nodes were seen to say. */
class DataConnectionWireTests extends WireTest {

	private static final String EXPECT = "AnyEvent::MP::DataConn::_expect";

	private static final String CONNECT = "AnyEvent::MP::DataConn::_connect";

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private final BlockingQueue<DataConnection> accepted = new LinkedBlockingQueue<>();

	private final BlockingQueue<Message> arguments = new LinkedBlockingQueue<>();

	private void accept(Node node) {
		node.dataConnections().accept("pkg::recv", (connection, arguments) -> {
			this.arguments.add(arguments);
			this.accepted.add(connection);
		});
	}

	/** The dialler of the recording. */
	private RawPeer stream(Node node, String own, String id) throws Exception {
		RawPeer raw = dial(node);
		raw.greet("aemp-dataconn;1;" + own + ";tls_sha3_512,hmac_sha3_512,tls_anon,cleartext;json;"
				+ "provider=AE-2.01;peeraddr=127.0.0.1:4643" + (id.isEmpty() ? "" : ";dataconn_id=" + id));
		return raw;
	}

	@Test
	void aPerlNodeDials() throws Exception {
		Node node = node("A");
		accept(node);
		RawPeer messages = connect(node, "B");
		messages.request(EXPECT, "f@B", "B#WmpGkQGAHe", 30, "pkg::recv", 1, "x");
		messages.request("snd", "B#WmpGkQGAHf");
		assertThat(messages.await("WmpGkQGAHf")).containsExactly("WmpGkQGAHf");
		RawPeer raw = stream(node, "B", "f@B").authenticateStream();
		assertThat(raw.peerGreeting()).startsWith("aemp;1;A;");
		assertThat(raw.peerKeys()).containsEntry("mproto", "1").containsEntry("gproto", "1");
		raw.write("to the octets\n");
		DataConnection connection = BoundedWait.take(this.accepted);
		assertThat(connection.node()).isEqualTo("B");
		assertThat(BoundedWait.take(this.arguments)).isEqualTo(Message.of(1, "x"));
		assertThat(connection.inputStream().readNBytes(14)).asString(StandardCharsets.UTF_8)
			.isEqualTo("to the octets\n");
		connection.outputStream().write("and back\n".getBytes(StandardCharsets.UTF_8));
		assertThat(raw.line()).isEqualTo("and back");
		connection.shutdownOutput();
		raw.awaitEnd();
		raw.write("still\n");
		assertThat(connection.inputStream().readNBytes(6)).asString(StandardCharsets.UTF_8).isEqualTo("still\n");
		raw.close();
		assertThat(connection.inputStream().read()).isEqualTo(-1);
		BoundedWait.get(connection.closed());
	}

	@Test
	void octetsMayComeWithTheAuthentication() throws Exception {
		Node node = node("A");
		accept(node);
		announce(connect(node, "B"), "f@B");
		RawPeer raw = stream(node, "B", "f@B").readGreeting();
		raw.write(raw.authentication() + "\nat once\n").verifyToken();
		assertThat(BoundedWait.take(this.accepted).inputStream().readNBytes(8)).asString(StandardCharsets.UTF_8)
			.isEqualTo("at once\n");
	}

	private static void announce(RawPeer messages, String id) throws Exception {
		messages.request(EXPECT, id, "B#port", 30, "pkg::recv");
		messages.sync();
	}

	@Test
	void anIdIsForOneNodeAndOneTime() throws Exception {
		Node node = node("A");
		accept(node);
		announce(connect(node, "B"), "f@B");
		stream(node, "C", "f@B").authenticateStream().awaitEnd();
		stream(node, "B", "g@B").authenticateStream().awaitEnd();
		stream(node, "B", "").authenticateStream().awaitEnd();
		RawPeer stranger = stream(node, "B", "f@B").readGreeting();
		stranger.write("hmac_sha3_512;" + stranger.ownToken("wrong") + ";json\n").awaitEnd();
		RawPeer other = stream(node, "B", "f@B").readGreeting();
		other.write("hmac_sha3_512;" + other.ownToken(RawPeer.SECRET) + ";xml\n").awaitEnd();
		assertThat(this.accepted).isEmpty();
		stream(node, "B", "f@B").authenticateStream();
		BoundedWait.take(this.accepted);
		stream(node, "B", "f@B").authenticateStream().awaitEnd();
		assertThat(this.accepted).isEmpty();
	}

	@Test
	void theProtocolIsNotKnownUnlessSomethingAccepts() throws Exception {
		Node node = node("A");
		stream(node, "B", "f@B").awaitEnd();
		RawPeer messages = connect(node, "B");
		messages.request("can", EXPECT, "B#port");
		assertThat(messages.await("port").get(1)).isIn(false, "");
		Node other = node("O");
		other.dataConnections().accept("x", (connection, arguments) -> {
		}).close();
		stream(other, "B", "f@B").awaitEnd();
	}

	@Test
	void whoAnnouncesWhatIsNotThereIsTold() throws Exception {
		Node node = node("A", (builder) -> builder.executionPolicy((from, function) -> !function.equals("refused")));
		accept(node);
		node.dataConnections().accept("refused", (connection, arguments) -> {
		});
		RawPeer messages = connect(node, "B");
		messages.request(EXPECT, "f@B", "B#p1", 3, "missing");
		assertRefused(messages, "p1", "'missing'");
		messages.request(EXPECT, "f@B", "B#p2", 3, "refused");
		assertRefused(messages, "p2", "execution policy");
		messages.request(EXPECT, "f;B", "B#p3", 3, "pkg::recv");
		assertRefused(messages, "p3", "without ';'");
		messages.request(EXPECT, "f@B", "B#p4", 0, "pkg::recv");
		assertRefused(messages, "p4", "timeout");
		messages.request(EXPECT, "f@B", "B#p5", 3, "pkg::recv", "x".repeat(100_000));
		assertRefused(messages, "p5", "arguments are above 65536 bytes");
		announce(messages, "f@B");
		messages.request(EXPECT, "f@B", "B#p6", 3, "pkg::recv");
		assertRefused(messages, "p6", "announced already");
		// not about a port of its own: only logged
		messages.request(EXPECT, "g@B", "C#port", 3, "pkg::recv");
		messages.sync();
	}

	private static void assertRefused(RawPeer messages, String port, String text) throws Exception {
		List<@Nullable Object> kill = messages.await("", "kil1", port);
		assertThat(kill.get(3)).isEqualTo("AnyEvent::MP::DataConn");
		assertThat((String) kill.get(4)).startsWith("A: ").contains(text);
	}

	@Test
	void anAnnouncementIsOverWithItsTime() throws Exception {
		Node node = node("A");
		accept(node);
		RawPeer messages = connect(node, "B");
		messages.request(EXPECT, "f@B", "B#port", 0.02, "pkg::recv");
		assertRefused(messages, "port", "within 20 ms");
		stream(node, "B", "f@B").authenticateStream().awaitEnd();
	}

	@Test
	void announcementsHaveALimit() throws Exception {
		Node node = node("A", (builder) -> builder.limits(Limits.builder().dataConnections(3).build()));
		accept(node);
		RawPeer messages = connect(node, "B");
		for (int i = 1; i <= 10_000; i++) {
			messages.request(EXPECT, "f" + i, "B#p" + i, 60, "pkg::recv");
		}
		assertRefused(messages, "p4", "limits.max_data_connections");
		messages.await("", "kil1", "p10000");
		// others are not affected, and places become free again
		RawPeer other = connect(node, "C");
		other.request(EXPECT, "f", "C#p", 60, "pkg::recv");
		assertThat(other.sync().toString()).doesNotContain("kil1");
		RawPeer raw = stream(node, "B", "f1").authenticateStream();
		BoundedWait.take(this.accepted).close();
		raw.close();
		BoundedWait.get(CompletableFuture.runAsync(() -> {
			List<@Nullable Object> refused = List.of("");
			for (int i = 0; !refused.isEmpty(); i++) {
				refused = retry(messages, "again" + i);
			}
		}));
	}

	private static List<@Nullable Object> retry(RawPeer messages, String id) {
		try {
			messages.request(EXPECT, id, "B#" + id, 60, "pkg::recv");
			return messages.sync().stream().filter((packet) -> packet.contains("kil1")).findFirst().orElse(List.of());
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** This node as the dialler of the recording. */
	private static final class Dialled {

		private final RawPeer messages;

		private final List<@Nullable Object> expect;

		private Dialled(RawPeer messages, List<@Nullable Object> expect) {
			this.messages = messages;
			this.expect = expect;
		}

		String id() {
			return (String) this.expect.get(2);
		}

		String port() {
			String port = (String) this.expect.get(3);
			return port.substring(port.indexOf('#') + 1);
		}

		void confirm() throws Exception {
			List<@Nullable Object> echo = this.messages.await("", "snd");
			String port = (String) echo.get(2);
			assertThat(echo).hasSize(3);
			this.messages.send(port.substring(port.indexOf('#') + 1));
		}

	}

	/** A node that others find at these addresses. */
	private RawPeer perlNode(Node master, List<String> addresses) throws Exception {
		RawPeer messages = connect(master, "P");
		messages.request("g_slave", Map.of("'l", Map.of("P", addresses)));
		messages.sync();
		return messages;
	}

	private static Dialled next(RawPeer messages) throws Exception {
		return new Dialled(messages, messages.await("", EXPECT));
	}

	@Test
	void dialsAPerlNode() throws Exception {
		Node node = node("J");
		try (ServerSocket server = RawPeer.listen(); ServerSocket closed = RawPeer.listen()) {
			String dead = RawPeer.address(closed);
			closed.close();
			RawPeer messages = perlNode(node, List.of(dead, RawPeer.address(server)));
			CompletableFuture<DataConnection> opened = node.dataConnections()
				.connect("P#some", Duration.ofSeconds(30), "pkg::recv", 1, "x");
			Dialled dialled = next(messages);
			assertThat(dialled.expect.subList(4, 8)).isEqualTo(List.of(30L, "pkg::recv", 1L, "x"));
			dialled.confirm();
			RawPeer raw = ending(RawPeer.accept(server)).greet("P", RawFraming.JSON).readGreeting();
			assertThat(raw.peerGreeting()).startsWith("aemp-dataconn;1;J;");
			assertThat(raw.peerKeys()).containsEntry("dataconn_id", dialled.id())
				.doesNotContainKeys("mproto", "gproto");
			raw.write(raw.authentication() + "\nhello\n").verifyToken();
			DataConnection connection = BoundedWait.get(opened);
			assertThat(connection.node()).isEqualTo("P");
			assertThat(connection.inputStream().readNBytes(6)).asString(StandardCharsets.UTF_8).isEqualTo("hello\n");
			try (OutputStream out = connection.outputStream()) {
				out.write("bye\n".getBytes(StandardCharsets.UTF_8));
			}
			assertThat(raw.line()).isEqualTo("bye");
			raw.awaitEnd();
		}
	}

	@Test
	void aPerlNodeThatCannotBeReachedSaysSo() throws Exception {
		Node node = node("J");
		RawPeer messages = perlNode(node, List.of());
		CompletableFuture<DataConnection> opened = node.dataConnections().connect("P", TIMEOUT, "f");
		Dialled dialled = next(messages);
		dialled.confirm();
		assertThat(messages.await("", CONNECT)).containsExactly("", CONNECT, dialled.id(), "J");
		messages.request("kil1", dialled.port(), "AnyEvent::MP::DataConn", "J: no listeners found");
		assertFails(opened, "J: no listeners found");
	}

	private static void assertFails(CompletableFuture<DataConnection> opened, String... texts) {
		assertThatThrownBy(() -> BoundedWait.get(opened)).hasRootCauseInstanceOf(DataConnectionException.class)
			.rootCause()
			.message()
			.contains(texts);
	}

	@Test
	void aPerlNodeWhoseTimeIsOverEndsTheAttempt() throws Exception {
		Node node = node("J");
		RawPeer messages = perlNode(node, List.of());
		CompletableFuture<DataConnection> opened = node.dataConnections().connect("P", Duration.ofSeconds(50), "f");
		messages.request("kil1", next(messages).port(), "AnyEvent::MP::DataConn", null);
		assertFails(opened, "P: no data connection came within 50 seconds");
	}

	@Test
	void noAttemptHangs() throws Exception {
		Node node = node("J");
		RawPeer messages = perlNode(node, List.of());
		assertFails(node.dataConnections().connect("P", Duration.ofMillis(50), "f"),
				"P: unable to establish connection within 0.05 seconds", "has not confirmed");
		CompletableFuture<DataConnection> lost = node.dataConnections().connect("P", TIMEOUT, "f");
		messages.await("", EXPECT);
		messages.close();
		assertFails(lost, "transport_error");
		assertFails(node.dataConnections().connect("nobody", TIMEOUT, "f"), "no known address");
	}

	@Test
	void aPeerThatNeverFinishesTheHandshakeEndsWithTheTimeout() throws Exception {
		Node node = node("J");
		try (ServerSocket silent = RawPeer.listen()) {
			RawPeer messages = perlNode(node, List.of(RawPeer.address(silent)));
			CompletableFuture<DataConnection> opened = node.dataConnections().connect("P", Duration.ofMillis(300), "f");
			next(messages).confirm();
			assertFails(opened, "P: ");
		}
	}

	@Test
	void anotherNodeAtTheAddressGetsNothing() throws Exception {
		Node node = node("J");
		try (ServerSocket server = RawPeer.listen()) {
			RawPeer messages = perlNode(node, List.of(RawPeer.address(server)));
			CompletableFuture<DataConnection> opened = node.dataConnections().connect("P", TIMEOUT, "f");
			Dialled dialled = next(messages);
			dialled.confirm();
			ending(RawPeer.accept(server)).greet("Q", RawFraming.JSON).readGreeting().awaitEnd();
			messages.await("", CONNECT);
			messages.request("kil1", dialled.port(), "AnyEvent::MP::DataConn", "J: no listeners found");
			assertFails(opened, "no listeners found", "node Q is there, and not P");
		}
	}

	@Test
	void aJavaNodeIsAskedToDialBack() throws Exception {
		Node node = node("J");
		RawPeer messages = perlNode(node, List.of());
		CompletableFuture<DataConnection> opened = node.dataConnections().connect("P", TIMEOUT, "f");
		Dialled dialled = next(messages);
		dialled.confirm();
		messages.await("", CONNECT);
		stream(node, "Q", dialled.id()).authenticateStream().awaitEnd();
		RawPeer raw = stream(node, "P", dialled.id()).authenticateStream();
		raw.write("x");
		assertThat(BoundedWait.get(opened).inputStream().read()).isEqualTo('x');
	}

	@Test
	void dialsBackWhenAsked() throws Exception {
		Node node = node("A");
		accept(node);
		try (ServerSocket server = RawPeer.listen()) {
			RawPeer messages = perlNode(node, List.of(RawPeer.address(server)));
			messages.request(EXPECT, "f@P", "P#port", 60, "pkg::recv");
			messages.request(CONNECT, "f@P", "P");
			RawPeer raw = ending(RawPeer.accept(server)).greet("P", RawFraming.JSON).authenticateStream();
			assertThat(raw.peerKeys()).containsEntry("dataconn_id", "f@P");
			raw.write("y");
			assertThat(BoundedWait.take(this.accepted).inputStream().read()).isEqualTo('y');
		}
	}

	@Test
	void whoHasNoListenersIsTold() throws Exception {
		Node node = node("A");
		accept(node);
		RawPeer messages = connect(node, "B");
		messages.request(EXPECT, "f@B", "B#port", 60, "pkg::recv");
		messages.request(CONNECT, "f@B", "B");
		assertRefused(messages, "port", "B: no listeners found");
	}

	@Test
	void thePolicyMayRefuseAll() throws Exception {
		Node node = node("A", (builder) -> builder.executionPolicy(ExecutionPolicy.REFUSE));
		accept(node);
		RawPeer messages = connect(node, "B");
		messages.request(EXPECT, "f@B", "B#port", 60, "pkg::recv");
		assertThat(messages.sync().toString()).doesNotContain("kil1");
		stream(node, "B", "f@B").authenticateStream().awaitEnd();
		assertThat(this.accepted).isEmpty();
	}

	@Test
	void aFailureKillsThePortInTheManner() throws Exception {
		Node node = node("J");
		RawPeer messages = perlNode(node, List.of());
		Port port = node.open();
		CompletableFuture<Reason> died = new CompletableFuture<>();
		node.monitor(port.id(), died::complete);
		port.execute(() -> node.dataConnections().connectOrDie("P", TIMEOUT, "f", Message.of(), (connection) -> {
		}));
		messages.request("kil1", next(messages).port(), "AnyEvent::MP::DataConn", "some text");
		assertThat(BoundedWait.get(died)).isEqualTo(Reason.of("AnyEvent::MP::DataConn", "some text"));
	}

}
