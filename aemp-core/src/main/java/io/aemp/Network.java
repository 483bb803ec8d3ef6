package io.aemp;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The network as this node sees it. Reads are immutable snapshots and never block. After
 * {@link Node#close} they stay as they were last.
 */
public interface Network {

	/**
	 * What this node is to the network.
	 * @return the role
	 */
	Role role();

	/**
	 * The global node that serves this node: itself if it is global.
	 * @return the node ID, empty while there is none
	 */
	Optional<String> primary();

	/**
	 * Where this node can be reached.
	 * @return addresses as {@code host:port}, empty for a local or private node
	 */
	List<String> listeners();

	/**
	 * The seeds that this node is configured with, less those that proved to be itself.
	 * @return addresses as {@code host:port}
	 */
	List<String> seeds();

	/**
	 * The nodes that this node is connected or connecting to.
	 * @return the peers
	 */
	List<PeerInfo> peers();

	/**
	 * Whether there is a working connection to a node. This node itself is always up.
	 * @param node a node ID or a port ID
	 * @return whether the node is up; {@code false} for what is no ID
	 */
	boolean isUp(String node);

	/**
	 * Whether a node should get more messages now: not while more than
	 * {@link FlowControl#sendHigh} bytes wait to be sent to it. Sending is possible all
	 * the same, up to {@link Limits#sendQueue}. This node itself is always writable.
	 * @param node a node ID or a port ID
	 * @return whether the node is writable; {@code true} for a node that nobody sends to,
	 * and for what is no ID
	 */
	boolean isWritable(String node);

	/**
	 * Monitors peers going up and down and becoming writable or not. In a port, the
	 * callback runs in the port and ends with it; outside, on threads that may wait.
	 * Calls of one monitor never overlap. If a callback takes so long that a thousand
	 * events wait, events that undo each other are left out.
	 * @param callback takes the events, in order
	 * @return stops the monitor
	 */
	Guard monitor(Consumer<PeerEvent> callback);

	/** What a node is to the network. */
	enum Role {

		/** Not configured for the network: all ports and families are its own. */
		LOCAL,
		/** Looking for a global node to attach to. */
		DETACHED,
		/** Attached to a global node, the primary. */
		ATTACHED,
		/** Holds the merged database and serves others. */
		GLOBAL

	}

}
