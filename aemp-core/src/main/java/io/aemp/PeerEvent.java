package io.aemp;

/**
 * A peer went up or down.
 */
public sealed interface PeerEvent {

	/**
	 * Which peer.
	 * @return the node ID
	 */
	String node();

	/**
	 * There is a working connection now.
	 *
	 * @param node the node ID
	 */
	record Up(String node) implements PeerEvent {

	}

	/**
	 * The connection was lost. The monitors on all ports of the peer have been fired
	 * before.
	 *
	 * @param node the node ID
	 * @param reason why, a transport error
	 */
	record Down(String node, Reason reason) implements PeerEvent {

	}

}
