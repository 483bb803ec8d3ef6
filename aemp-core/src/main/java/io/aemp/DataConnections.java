package io.aemp;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Streams of bytes between nodes, beside their messages: for contents that are too large
 * for a message, or have no end. The two sides use the listeners, the secret and the
 * certificate that messages use. Any thread may call any method, and no method blocks.
 * (AEMP manual: {@code AnyEvent::MP::DataConn}.)
 */
public interface DataConnections {

	/**
	 * Opens a data connection, see {@link #connect(String, Duration, String, Message)}.
	 * @param nodeOrPort the node to connect to, or a port of it
	 * @param timeout how long the attempt may take
	 * @param function the name under which the other node {@linkplain #accept accepts}
	 * @param arguments what the function over there is given
	 * @return the connection
	 * @throws IllegalArgumentException if the ID, the timeout or the name is not valid,
	 * or an argument is a {@link Message} or a {@link Reason} among others, which are not
	 * values
	 */
	default CompletableFuture<DataConnection> connect(String nodeOrPort, Duration timeout, String function,
			@Nullable Object... arguments) {
		return connect(nodeOrPort, timeout, function,
				Values.message("connect(String, Duration, String, Message)", arguments));
	}

	/**
	 * Opens a data connection. The other node is told what is to come, then its addresses
	 * are tried one after the other. If there is none, or none answers, the other node is
	 * asked to dial this one; a Perl node refuses that. A connection to this node itself
	 * is a pipe in memory.
	 * <p>
	 * Inside a port, the connection is closed when that port dies, and an attempt ends
	 * with it.
	 * @param nodeOrPort the node to connect to, or a port of it
	 * @param timeout how long the attempt may take
	 * @param function the name under which the other node {@linkplain #accept accepts}
	 * @param arguments what the function over there is given
	 * @return the connection. Completes outside ports: inside a port, use
	 * {@link #connectOrDie}, or bind dependent stages to the port. Fails with a
	 * {@link DataConnectionException} whose reason says why there is none, within the
	 * timeout. Cancelling the future gives up the attempt
	 * @throws IllegalArgumentException if the ID, the timeout or the name is not valid
	 * @throws UnsendableValueException if an argument cannot travel to another node
	 */
	CompletableFuture<DataConnection> connect(String nodeOrPort, Duration timeout, String function, Message arguments);

	/**
	 * Opens a data connection for the current port, in the manner of Perl: the port is
	 * told of success, and a failure kills it, with the reason
	 * {@code AnyEvent::MP::DataConn, TEXT}. See
	 * {@link #connect(String, Duration, String, Message)}.
	 * @param nodeOrPort the node to connect to, or a port of it
	 * @param timeout how long the attempt may take
	 * @param function the name under which the other node {@linkplain #accept accepts}
	 * @param arguments what the function over there is given
	 * @param connected receives the connection, in the port
	 * @return gives up the attempt; without effect on a connection
	 * @throws IllegalStateException outside ports
	 * @throws IllegalArgumentException if the ID, the timeout or the name is not valid
	 * @throws UnsendableValueException if an argument cannot travel to another node
	 */
	Guard connectOrDie(String nodeOrPort, Duration timeout, String function, Message arguments,
			Consumer<DataConnection> connected);

	/**
	 * Accepts data connections for a function. Other nodes may use it as far as the
	 * {@link ExecutionPolicy} permits three names to them:
	 * {@code AnyEvent::MP::DataConn::_expect}, which announces a connection,
	 * {@code AnyEvent::MP::DataConn::_connect}, which asks this node to dial, and the
	 * name of the function. As long as nothing is accepted, this node does not know the
	 * first two.
	 * @param function the name, as for {@link Functions}
	 * @param handler takes each connection
	 * @return ends it; connections that are up stay
	 * @throws IllegalArgumentException if the name is taken or not valid
	 */
	Guard accept(String function, Handler handler);

	/** Takes the connections that other nodes have opened. */
	@FunctionalInterface
	interface Handler {

		/**
		 * Takes a connection. Runs outside ports, on a thread that may block; calls for
		 * several connections overlap. The connection stays open when this method
		 * returns: whoever uses it last closes it.
		 * @param connection the connection
		 * @param arguments what the other node has given
		 * @throws Exception to close the connection and have that logged. If something
		 * was written already, the connection is {@linkplain DataConnection#abort
		 * aborted}
		 */
		void connected(DataConnection connection, Message arguments) throws Exception;

	}

}
