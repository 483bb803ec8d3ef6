package io.aemp.global;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

import io.aemp.dispatch.Timers;
import io.aemp.node.Control;

/**
 * Keeps connections to all other global nodes that are in the database. The node dials a
 * missing one as soon as it becomes known, and then every 5 seconds.
 */
final class GlobalMesh {

	private static final Duration INTERVAL = Duration.ofSeconds(5);

	private final String self;

	private final Control control;

	private final Timers timers;

	private final MergedDatabase database;

	private boolean waiting;

	private boolean closed;

	/**
	 * Creates the mesh of a global node.
	 * @param self the ID of this node
	 * @param control makes connections
	 * @param timers schedules the next attempt
	 * @param database contains the global nodes and their addresses
	 */
	GlobalMesh(String self, Control control, Timers timers, MergedDatabase database) {
		this.self = self;
		this.control = control;
		this.timers = timers;
		this.database = database;
	}

	/**
	 * Dials nodes that became known, if they are global, have listeners and are not
	 * connected.
	 * @param nodes their node IDs
	 */
	void met(Collection<String> nodes) {
		connect(nodes);
	}

	/**
	 * Schedules an attempt to reconnect to a global node whose connection was lost.
	 * @param node the ID of the peer
	 */
	void lost(String node) {
		if (isWanted(node)) {
			later();
		}
	}

	private void connect(Collection<String> nodes) {
		Collection<String> connected = this.control.connected();
		List<String> missing = nodes.stream()
			.filter(this::isWanted)
			.filter((node) -> !connected.contains(node))
			.toList();
		missing.forEach(this.control::connect);
		if (!missing.isEmpty()) {
			later();
		}
	}

	private boolean isWanted(String node) {
		FamilyEntries globals = this.database.contents(DatabaseState.GLOBALS);
		List<String> listeners = DatabaseWireFormat
			.listeners(this.database.contents(DatabaseState.LISTENERS).get(node));
		return !this.closed && globals.containsKey(node) && listeners != null && !listeners.isEmpty()
				&& !node.equals(this.self);
	}

	private void later() {
		if (!this.waiting) {
			this.waiting = true;
			this.timers.schedule(INTERVAL, () -> this.control.executor().execute(() -> {
				this.waiting = false;
				connect(this.database.contents(DatabaseState.GLOBALS).keySet());
			}));
		}
	}

	/**
	 * Stops dialling.
	 */
	void close() {
		this.closed = true;
	}

}
