package io.aemp.boot.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.aemp.DataConnection;
import io.aemp.DataConnections;
import io.aemp.Node;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;

/**
 * Sends contents to other nodes, which are too large for a message: each one over a data
 * connection of its own. The other node takes it with a
 * {@link io.aemp.annotation.DataConnectionHandler @DataConnectionHandler} method, or by
 * {@link DataConnections#accept}. Any thread; no method waits. The contents are read on a
 * thread of the node that may block, in small parts, as fast as the other side takes
 * them.
 */
public final class DataTransfer {

	private final Node node;

	private final DataConnections connections;

	/**
	 * Creates the helper.
	 * @param node supplies the threads
	 * @param connections opens the connections
	 */
	public DataTransfer(Node node, DataConnections connections) {
		this.node = node;
		this.connections = connections;
	}

	/**
	 * Sends a resource.
	 * @param nodeOrPort the node to send it to, or a port of it
	 * @param timeout how long it may take to open the connection; the transfer has no
	 * limit
	 * @param function the name under which the other node accepts
	 * @param content the resource; it is opened when the connection is up
	 * @param arguments what the function over there is given
	 * @return the number of bytes, when all are sent and the other side has ended its
	 * output or closed the connection; what it has answered until then is dropped. Fails
	 * with a {@link io.aemp.DataConnectionException} if there is no connection or it is
	 * lost, and with another {@link IOException} if the resource cannot be read, which
	 * the other side sees as a failure too. Completes outside ports. Cancelling the
	 * future ends the transfer
	 * @throws IllegalArgumentException if the ID, the timeout, the name or an argument is
	 * not valid
	 */
	public CompletableFuture<Long> send(String nodeOrPort, Duration timeout, String function, Resource content,
			@Nullable Object... arguments) {
		return begin(new Transfer(content::getInputStream),
				this.connections.connect(nodeOrPort, timeout, function, arguments));
	}

	/**
	 * Sends what is left in a stream, see
	 * {@link #send(String, Duration, String, Resource, Object...)}.
	 * @param nodeOrPort the node to send it to, or a port of it
	 * @param timeout how long it may take to open the connection
	 * @param function the name under which the other node accepts
	 * @param content the stream; it is closed in any case, unless an exception is thrown
	 * @param arguments what the function over there is given
	 * @return the number of bytes
	 * @throws IllegalArgumentException if the ID, the timeout, the name or an argument is
	 * not valid
	 */
	public CompletableFuture<Long> send(String nodeOrPort, Duration timeout, String function, InputStream content,
			@Nullable Object... arguments) {
		CompletableFuture<DataConnection> connecting = this.connections.connect(nodeOrPort, timeout, function,
				arguments);
		connecting.whenComplete((connection, failure) -> {
			if (failure != null) {
				close(content);
			}
		});
		return begin(new Transfer(() -> content), connecting);
	}

	private static void close(InputStream content) {
		try {
			content.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private CompletableFuture<Long> begin(Transfer transfer, CompletableFuture<DataConnection> connecting) {
		connecting.whenComplete((connection, failure) -> {
			if (failure != null) {
				transfer.fail(failure);
			}
			else {
				transfer.begin(this.node, connection);
			}
		});
		transfer.sent().whenComplete((count, failure) -> {
			if (transfer.sent().isCancelled()) {
				connecting.cancel(false);
				connecting.thenAccept(DataConnection::abort);
			}
		});
		return transfer.sent();
	}

}
