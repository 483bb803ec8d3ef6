package io.aemp;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The network as this node sees it. Reads are immutable snapshots. Any thread may call
 * any method, and none of them blocks. After {@link Node#close} reads give what was there
 * last.
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
	 * The seeds that this node is configured with, or those that {@link #changeSeeds} has
	 * set, less those that proved to be itself.
	 * @return addresses as {@code host:port}
	 */
	List<String> seeds();

	/**
	 * Replaces the seeds while the node runs. Returns at once; {@link #seeds} shows the
	 * new list soon after. What the list brings:
	 * <ul>
	 * <li>The node dials each added address, and dials it again whenever its connection
	 * is lost. Before the node is started, it only replaces the configured list.</li>
	 * <li>The node stops dialling a removed address. A present connection to it stays
	 * until it is lost. A primary that is no seed any more serves this node until another
	 * seed is up, which takes over.</li>
	 * <li>An address that proves to be this node itself makes it global, unless its
	 * configuration forbids that, and leaves the list again.</li>
	 * <li>A node without any seed becomes global too, as one that is configured without
	 * seeds. If its configuration forbids that, it stays attached to its primary until
	 * that connection is lost, and is alone then, as before the first seed.</li>
	 * <li>A node that is global stays global.</li>
	 * </ul>
	 * @param seeds addresses as {@code host:port}; one that is given twice counts once
	 * @throws InvalidConfigurationException if one of them is no address; nothing is
	 * changed then
	 * @throws IllegalStateException if this node is local
	 */
	void changeSeeds(List<String> seeds);

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
	 * Monitors peers going up and down and becoming writable or not. The monitor begins
	 * with what is there already: one {@link PeerEvent.Up} for each node that is up, by
	 * node ID, and then a {@link PeerEvent.Writability} for each node that should not get
	 * more. Changes follow in the order in which they happen, without a hole or a
	 * repetition in between.
	 * <p>
	 * In a port, the callback runs in the port and ends with it. Otherwise it runs on a
	 * thread of the node that may wait. Calls of one monitor never overlap. If a callback
	 * takes so long that a thousand events wait, events that undo each other are left
	 * out.
	 * @param callback takes the events, in order
	 * @return stops the monitor
	 */
	Guard monitor(Consumer<PeerEvent> callback);

	/**
	 * Keeps a connection to a node, as if it were a seed, until the guard is closed: the
	 * node is dialled now, and whenever the connection is lost. Between attempts the node
	 * waits a second, and then each time twice as long, up to
	 * {@link NodeConfiguration#monitorTimeout}. {@link #monitor} tells when the
	 * connection is there.
	 * <p>
	 * The node looks the addresses up in the network for each attempt. So a node that is
	 * unknown yet, or listens nowhere, is looked for again until it can be reached. An
	 * attempt that fails fires the monitors of ports of that node and drops what waits
	 * for it, like any other attempt. Closing the guard does not end the connection.
	 * Several guards of one node share its connection. A guard does not end with the port
	 * in which it was made. It does nothing for this node itself and in a local node.
	 * @param node a node ID or a port ID
	 * @return stops keeping the connection
	 * @throws IllegalArgumentException if it is neither
	 */
	Guard keep(String node);

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
