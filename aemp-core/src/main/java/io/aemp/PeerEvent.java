package io.aemp;

/**
 * A peer went up or down, or has more to take than it should, or has caught up. What is
 * the case already when a monitor begins is told to it in the same way.
 *
 * @see Network#monitor
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

	/**
	 * So much waits to be sent to the peer that it should not get more for a while, or
	 * that is over; see {@link FlowControl}. A peer is writable in the beginning, and
	 * after a loss.
	 *
	 * @param node the node ID
	 * @param writable whether the peer should get more
	 */
	record Writability(String node, boolean writable) implements PeerEvent {

	}

}
