package io.aemp;

/**
 * Is told what happens in a node; the SPI for logging, metrics and application events.
 * Methods are called on the library's own threads: they must not block, and what they
 * throw is logged and ignored.
 */
public interface NodeObserver {

	/**
	 * A local port died.
	 * @param port the port ID
	 * @param reason why it died
	 * @param monitored whether anybody had a monitor on it
	 */
	default void portDied(String port, Reason reason, boolean monitored) {
	}

	/**
	 * A peer asks to kill a local port. Told before the kill is put into the port's
	 * mailbox.
	 * @param node the ID of the peer
	 * @param port the port ID
	 * @param reason why
	 */
	default void killRequested(String node, String port, Reason reason) {
	}

	/**
	 * A connection to a peer works.
	 * @param peer what is known of it
	 */
	default void peerUp(PeerInfo peer) {
	}

	/**
	 * The connection to a peer was lost.
	 * @param node the node ID
	 * @param reason why
	 */
	default void peerDown(String node, Reason reason) {
	}

	/**
	 * So much waits to be sent to a peer that it should not get more for a while, or that
	 * is over.
	 * @param node the ID of the peer
	 * @param writable whether the peer should get more
	 */
	default void writabilityChanged(String node, boolean writable) {
	}

	/**
	 * A connection ended before it worked: wrong secret, another version, not AEMP.
	 * @param address the other side's address
	 * @param problem what was wrong; never contains a secret
	 */
	default void connectionRefused(String address, String problem) {
	}

	/**
	 * A packet that makes no sense was dropped; its connection stays.
	 * @param node the ID of the node that sent it
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
