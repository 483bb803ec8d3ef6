package io.aemp.node;

import io.aemp.PortIds;
import io.aemp.Values;
import org.jspecify.annotations.Nullable;

/**
 * Parses port IDs of other nodes and caches recent results, because most messages go to
 * recent receivers. Any thread may call it.
 */
final class PortAddresses {

	/**
	 * The number of cache slots, a power of two. A new ID replaces another one in its
	 * slot.
	 */
	private static final int SLOTS = 1 << 8;

	/**
	 * Accessed without synchronization, which is safe because the entries are immutable.
	 */
	private final @Nullable Address[] known = new @Nullable Address[SLOTS];

	/** The node of the last address that was made. Accessed in the same way. */
	private String lastNode = "";

	/**
	 * Parses a port ID.
	 * @param portId the ID of a port of another node, or of that node
	 * @return the parts
	 * @throws IllegalArgumentException if it is neither a port ID nor a node ID
	 */
	Address of(String portId) {
		int hash = portId.hashCode();
		int slot = (hash ^ hash >>> 16) & SLOTS - 1;
		Address address = this.known[slot];
		if (address == null || !address.portId.equals(portId)) {
			address = new Address(portId, node(portId), PortIds.nameOf(portId));
			this.known[slot] = address;
		}
		return address;
	}

	/** Callers of one node answer by many IDs that begin alike. */
	private String node(String portId) {
		String last = this.lastNode;
		if (!last.isEmpty() && portId.startsWith(last) && portId.startsWith("#", last.length())) {
			return last;
		}
		String node = peerOf(portId);
		this.lastNode = node;
		return node;
	}

	/**
	 * Returns the node of a port ID; throws an {@link IllegalArgumentException} if the ID
	 * is invalid.
	 */
	static String peerOf(String portId) {
		String node = PortIds.nodeOf(portId);
		if (!PortIds.isPeerNodeId(node)) {
			throw new IllegalArgumentException("'" + Values.display(portId)
					+ "' is not a port ID; it must have the form NODE#PORT, or be a node ID");
		}
		return node;
	}

	/**
	 * A port of another node.
	 *
	 * @param portId its ID
	 * @param node the ID of the node
	 * @param name its name there, empty for the node port
	 */
	record Address(String portId, String node, String name) {

	}

}
