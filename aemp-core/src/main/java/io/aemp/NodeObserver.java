package io.aemp;

/**
 * Observes what happens in a node; the SPI for logging, metrics and application events.
 * The library calls the methods on its own threads: they must not block, and the node
 * logs and ignores what they throw.
 */
public interface NodeObserver {

	/**
	 * A local port died.
	 * @param port the port ID
	 * @param reason why it died
	 * @param monitored whether there was a monitor on the port
	 */
	default void portDied(String port, Reason reason, boolean monitored) {
	}

	/**
	 * A peer requests a kill of a local port. Called before the kill is put into the
	 * port's mailbox.
	 * @param node the ID of the peer
	 * @param port the port ID
	 * @param reason the reason of the kill
	 */
	default void killRequested(String node, String port, Reason reason) {
	}

	/**
	 * A connection to a peer is up.
	 * @param peer the state of the peer
	 */
	default void peerUp(PeerInfo peer) {
	}

	/**
	 * The connection to a peer was lost.
	 * @param node the node ID
	 * @param reason why it was lost
	 */
	default void peerDown(String node, Reason reason) {
	}

	/**
	 * A peer became writable or stopped being writable, see {@link Network#isWritable}.
	 * @param node the ID of the peer
	 * @param writable whether the peer should be sent more messages
	 */
	default void writabilityChanged(String node, boolean writable) {
	}

	/**
	 * A connection ended before it was up: wrong secret, another version, not AEMP.
	 * @param address the address of the other side
	 * @param problem what was wrong; never contains a secret
	 */
	default void connectionRefused(String address, String problem) {
	}

	/**
	 * This node dropped a packet that is not valid; the connection stays.
	 * @param node the ID of the node that sent the packet
	 * @param problem what was wrong
	 */
	default void packetDropped(String node, String problem) {
	}

	/**
	 * The role of this node in the network changed.
	 * @param network the new state
	 */
	default void roleChanged(Network network) {
	}

}
