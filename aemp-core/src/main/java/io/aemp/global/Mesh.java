package io.aemp.global;

import java.util.List;

import io.aemp.node.Control;

/**
 * Keeps connections to all other global nodes, as long as anybody knows them: as soon as
 * it is known that and where they are.
 */
final class Mesh {

	private final String self;

	private final Control control;

	private final MergedDatabase database;

	/**
	 * Creates the mesh of a global node.
	 * @param self the ID of this node
	 * @param control makes connections
	 * @param database knows who is global and who listens where
	 */
	Mesh(String self, Control control, MergedDatabase database) {
		this.self = self;
		this.control = control;
		this.database = database;
	}

	/**
	 * Something else is known than before.
	 * @param update the change
	 */
	void changed(Update update) {
		boolean globals = update.family().equals(NodeState.GLOBALS);
		if (globals || update.family().equals(NodeState.LISTENERS)) {
			update.set().keySet().stream().filter(this::isWanted).forEach(this.control::connect);
		}
		if (globals) {
			update.deleted().forEach(this.control::release);
		}
	}

	private boolean isWanted(String node) {
		Contents globals = this.database.contents(NodeState.GLOBALS);
		List<String> listeners = Wire.listeners(this.database.contents(NodeState.LISTENERS).get(node));
		return globals.containsKey(node) && listeners != null && !listeners.isEmpty() && !node.equals(this.self);
	}

}
