package io.aemp;

/**
 * A peer went up or down, became writable or stopped being writable. A new monitor first
 * receives the present state as such events.
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
	 * The connection was lost. The monitors on all ports of the peer fired before this
	 * event.
	 *
	 * @param node the node ID
	 * @param reason the transport error
	 */
	record Down(String node, Reason reason) implements PeerEvent {

	}

	/**
	 * The peer became writable or stopped being writable, see {@link FlowControl}.
	 * Initially and after a loss, a peer is writable.
	 *
	 * @param node the node ID
	 * @param writable whether the peer should be sent more messages
	 */
	record Writability(String node, boolean writable) implements PeerEvent {

	}

}
