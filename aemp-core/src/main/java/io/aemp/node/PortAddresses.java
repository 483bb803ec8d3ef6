package io.aemp.node;

import io.aemp.PortIds;
import io.aemp.Values;
import org.jspecify.annotations.Nullable;

/**
 * Port IDs of other nodes, taken apart. What was used lately is remembered: most messages
 * go where others went before. Any thread may ask.
 */
final class PortAddresses {

	/** A power of two. An ID takes the place of another one that falls upon it. */
	private static final int PLACES = 1 << 8;

	/** Written and read without order, which is enough for objects that never change. */
	private final @Nullable Address[] known = new @Nullable Address[PLACES];

	/**
	 * Takes a port ID apart.
	 * @param portId the ID of a port of another node, or of the node
	 * @return the parts
	 * @throws IllegalArgumentException if it is none
	 */
	Address of(String portId) {
		int hash = portId.hashCode();
		int place = (hash ^ hash >>> 16) & PLACES - 1;
		Address address = this.known[place];
		if (address == null || !address.portId.equals(portId)) {
			address = new Address(portId, peerOf(portId), PortIds.nameOf(portId));
			this.known[place] = address;
		}
		return address;
	}

	/**
	 * The node of another node's port; a mistake of the caller's is told to the caller.
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
