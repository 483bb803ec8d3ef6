package io.aemp.boot.port;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.aemp.DataConnection;
import io.aemp.DataConnections;
import io.aemp.Guard;
import io.aemp.Message;
import io.aemp.boot.handler.InvalidAnnotationException;

/**
 * The methods of beans that accept data connections, and the connections that they have
 * got.
 */
final class BeanConnections {

	private final Supplier<DataConnections> connections;

	private final List<Guard> registrations = new ArrayList<>();

	private final Set<DataConnection> open = ConcurrentHashMap.newKeySet();

	/**
	 * Creates the registry.
	 * @param connections those of the node; asked when there is something to register
	 */
	BeanConnections(Supplier<DataConnections> connections) {
		this.connections = connections;
	}

	/**
	 * Begins to accept, unless that has begun already.
	 * @param definitions the methods
	 * @throws InvalidAnnotationException if a name is not valid, or is taken
	 */
	synchronized void register(List<ConnectionDefinition> definitions) {
		if (!this.registrations.isEmpty()) {
			return;
		}
		for (ConnectionDefinition definition : definitions) {
			try {
				this.registrations.add(this.connections.get()
					.accept(definition.name(),
							(connection, arguments) -> take(connection, arguments, definition.handler())));
			}
			catch (IllegalArgumentException ex) {
				throw new InvalidAnnotationException(definition.place() + " cannot accept data connections for '"
						+ definition.name() + "': " + ex.getMessage() + ".", "Choose another name.");
			}
		}
	}

	/** A failure must not look like the end of what the other side reads. */
	private void take(DataConnection connection, Message arguments, DataConnections.Handler handler) throws Exception {
		this.open.add(connection);
		connection.closed().whenComplete((closed, failure) -> this.open.remove(connection));
		try {
			handler.connected(connection, arguments);
		}
		catch (Exception | Error ex) {
			connection.abort();
			throw ex;
		}
	}

	/** Accepts nothing any more, and ends the connections that are open. */
	synchronized void close() {
		this.registrations.forEach(Guard::close);
		this.registrations.clear();
		this.open.forEach(DataConnection::abort);
	}

}
