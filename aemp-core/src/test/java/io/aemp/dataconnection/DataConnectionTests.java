package io.aemp.dataconnection;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

import io.aemp.DataConnection;
import io.aemp.DataConnectionException;
import io.aemp.Node;
import io.aemp.runtime.ManagedNode;
import io.aemp.testing.BoundedWait;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Data connections between two nodes. */
class DataConnectionTests extends ConnectedNodes {

	private final Node a = start("a", (builder) -> builder);

	private final ManagedNode b = start("b", (builder) -> builder.seeds(this.a.network().listeners()));

	@BeforeEach
	void know() {
		awaitKnown(this.a, "b");
		awaitKnown(this.b, "a");
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

	@Test
	void aNodeThatLeavesTheNetworkEndsItsDataConnections() throws Exception {
		DataConnection[] ends = pair(this.a, this.b);
		ends[0].outputStream().write(1);
		assertThat(ends[1].inputStream().read()).isEqualTo(1);
		this.b.leave();
		for (DataConnection end : ends) {
			assertThatThrownBy(() -> BoundedWait.get(end.closed())).cause().isInstanceOf(DataConnectionException.class);
			assertThatThrownBy(() -> end.inputStream().read()).isInstanceOf(DataConnectionException.class);
		}
	}

	@Test
	void aNodeThatIsBackOpensDataConnectionsAgain() throws Exception {
		echo(this.a);
		pair(this.b, this.a);
		this.b.leave();
		assertThatThrownBy(() -> connect(this.b, this.a, "echo", "x")).cause()
			.isInstanceOf(DataConnectionException.class);
		this.b.start();
		awaitKnown(this.b, "a");
		assertEchoes(connect(this.b, this.a, "echo", "back"), "back");
	}

}
