package io.aemp;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The network as this node sees it. Read methods return immutable snapshots. Any thread
 * may call any method, and no method blocks. After {@link Node#close} read methods return
 * the last state.
 */
public interface Network {

	/**
	 * The role of this node in the network.
	 * @return the role
	 */
	Role role();

	/**
	 * The global node that serves this node; a global node is its own primary.
	 * @return the node ID, empty while there is none
	 */
	Optional<String> primary();

	/**
	 * The addresses on which this node listens.
	 * @return addresses as {@code host:port}, empty for a local or private node
	 */
	List<String> listeners();

	/**
	 * Whether another process runs as this node. Of two processes with the same node ID,
	 * the one that has started later comes second: it finds this problem, and is not part
	 * of the network as long as the other one is. It is over soon after the other process
	 * has gone.
	 * @return the problem, for people; empty if nothing is known of such a process, or if
	 * this process was there first
	 */
	Optional<String> idConflict();

	/**
	 * The seeds from the configuration or from the last {@link #changeSeeds}, without the
	 * IP addresses that proved to be this node itself. What names and seed sources lead
	 * to is not among them.
	 * @return addresses and names, as in {@link NodeConfiguration#seeds()}
	 */
	List<String> seeds();

	/**
	 * Replaces the seeds while the node runs. Returns at once; {@link #seeds} shows the
	 * new list soon after. Before the node is started, this only replaces the configured
	 * list. The effects on a running node:
	 * <ul>
	 * <li>The node dials each added address, and dials it again whenever its connection
	 * is lost.</li>
	 * <li>The node stops dialling a removed address. An existing connection to it stays
	 * until it is lost. A primary that is no longer a seed serves this node until another
	 * seed is up, which then takes over.</li>
	 * <li>If an IP address proves to be this node itself, the node becomes global, unless
	 * its configuration forbids that, and the address leaves the list. A name stays: it
	 * may lead to several nodes.</li>
	 * <li>If no seed is left and there is no {@link SeedSource}, the node becomes global
	 * too, like a node that is configured without seeds. If its configuration forbids
	 * that, it stays attached to its primary until that connection is lost. After that it
	 * is alone, as before the first seed.</li>
	 * <li>A node that is global stays global.</li>
	 * </ul>
	 * Seed sources stay.
	 * @param seeds addresses and names, as in {@link NodeConfiguration#seeds()};
	 * duplicates count once
	 * @throws InvalidConfigurationException if one of them is not an address; nothing is
	 * changed then
	 * @throws IllegalStateException if this node is local
	 */
	void changeSeeds(List<String> seeds);

	/**
	 * The nodes to which this node is connected or connecting.
	 * @return the peers
	 */
	List<PeerInfo> peers();

	/**
	 * The connection to a node; for tools.
	 * @param node a node ID
	 * @return what is known of it, empty if there is no working connection
	 */
	default Optional<ConnectionInfo> connection(String node) {
		return Optional.empty();
	}

	/**
	 * Whether there is a working connection to a node. This node itself is always up.
	 * @param node a node ID or a port ID
	 * @return whether the node is up; {@code false} for a text that cannot be an ID
	 */
	boolean isUp(String node);

	/**
	 * Whether a node should be sent more messages now. It stops being writable when more
	 * than {@link FlowControl#sendHigh} bytes wait to be sent to it, until at most
	 * {@link FlowControl#sendLow} wait. Sends still succeed then, up to
	 * {@link Limits#sendQueue}. This node itself is always writable.
	 * @param node a node ID or a port ID
	 * @return whether the node is writable; {@code true} for a node to which nothing is
	 * sent, and for a text that cannot be an ID
	 */
	boolean isWritable(String node);

	/**
	 * Monitors which peers go up or down, or become writable or not. The monitor first
	 * reports the present state: one {@link PeerEvent.Up} for each node that is up, by
	 * node ID, and then a {@link PeerEvent.Writability} for each node that is not
	 * writable. It then reports each change once, in the order of the changes, without a
	 * gap after the present state.
	 * <p>
	 * Inside a port, the callback runs in that port and ends with it. Otherwise it runs
	 * on a thread of the node that may block. Calls of one monitor never overlap. If a
	 * slow callback lets a thousand events wait, events that cancel each other out are
	 * skipped.
	 * @param callback receives the events, in order
	 * @return stops the monitor
	 */
	Guard monitor(Consumer<PeerEvent> callback);

	/**
	 * Keeps a connection to a node, as to a seed, until the guard is closed. This node
	 * dials it now, and again whenever the connection is lost. Between attempts it waits
	 * one second, and each further time twice as long, up to
	 * {@link NodeConfiguration#monitorTimeout}. A {@link #monitor} reports when the
	 * connection is up.
	 * <p>
	 * For each attempt, this node looks up the addresses in the network. So it keeps
	 * trying to reach a node that is still unknown or does not listen. Like any failed
	 * attempt, a failed attempt here fires the monitors on ports of that node and drops
	 * the messages that wait for it. Closing the guard does not close the connection.
	 * Several guards for one node share its connection. A guard does not end with the
	 * port in which it was made. It has no effect for this node itself, and none in a
	 * local node.
	 * @param node a node ID or a port ID
	 * @return stops keeping the connection
	 * @throws IllegalArgumentException if the text is neither
	 */
	Guard keep(String node);

	/**
	 * Ends the connection to a node, for operators: a connection that misbehaves, or a
	 * test of what a loss does. It is a loss like any other, on both sides: monitors on
	 * ports of the other node fire, calls to it fail, and what is queued for it is
	 * dropped. Whoever keeps the connection makes it again after a moment, and so does
	 * the next message. Returns at once, and does nothing if there is no connection.
	 * @param node a node ID or a port ID
	 * @throws IllegalArgumentException if the text is neither
	 */
	void disconnect(String node);

	/** The role of a node in the network. */
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
