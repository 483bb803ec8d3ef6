package io.aemp.dataconnection;

import java.util.concurrent.atomic.AtomicReference;

import io.aemp.DataConnections.Handler;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.link.ByteStream;
import io.aemp.log.LimitedLog;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands connections that others have opened to their handlers. */
final class Arrivals {

	private static final Logger logger = LoggerFactory.getLogger(Arrivals.class);

	private final Node node;

	private final ConnectionParts parts;

	private final LimitedLog failures;

	Arrivals(Node node, ConnectionParts parts) {
		this.node = node;
		this.parts = parts;
		this.failures = new LimitedLog(parts.threads()::nanoTime);
	}

	/**
	 * Takes a stream.
	 * @param stream the stream
	 * @param handler takes the connection
	 * @param arguments what the handler is given
	 * @param ended runs when the connection has ended
	 */
	void take(ByteStream stream, Handler handler, Message arguments, Runnable ended) {
		AtomicReference<@Nullable StreamConnection> holder = new AtomicReference<>();
		Lifeline lifeline = new Lifeline(this.node, this.parts.runtime(), (reason) -> {
			StreamConnection present = holder.get();
			if (present != null && !reason.isNormal()) {
				present.fail(reason);
			}
			else if (present != null) {
				present.close();
			}
		});
		StreamConnection connection = new StreamConnection(stream, this.parts, () -> {
			lifeline.close();
			ended.run();
		});
		holder.set(connection);
		connection.start();
		if (!lifeline.run(() -> {
		})) {
			connection.close();
		}
		this.parts.runtime().outside().tryExecute(() -> handle(connection, handler, arguments));
	}

	private void handle(StreamConnection connection, Handler handler, Message arguments) {
		try {
			handler.connected(connection, arguments);
		}
		catch (Exception | Error ex) {
			this.failures
				.log((more) -> logger.error("A data connection from node {} is closed, because its handler failed{}",
						connection.node(), more, ex));
			connection.giveUp();
		}
	}

}
