package io.aemp;

/**
 * What a node has counted since it was created; for tools. Each method returns the
 * present count, which never decreases. Counting costs the node next to nothing, so the
 * counts may lag a moment behind. Any thread may call any method, and no method blocks.
 */
public interface NodeStatistics {

	/** Nothing was counted. */
	NodeStatistics NONE = new NodeStatistics() {

	};

	/**
	 * How many messages the ports of this node have taken from their mailboxes, also
	 * those that are dead. Looks at each port that lives.
	 * @return the number of messages
	 */
	default long messagesReceived() {
		return 0;
	}

	/**
	 * How many packets have left the send queues of all peers. A packet is a message to a
	 * port, or a request of the nodes to each other.
	 * @return the number of packets; a message in parts counts once
	 */
	default long packetsSent() {
		return 0;
	}

	/**
	 * How many packets have arrived from all peers.
	 * @return the number of packets; each part of a message in parts counts
	 */
	default long packetsReceived() {
		return 0;
	}

	/**
	 * How many bytes of packets the sockets of all connections have taken.
	 * @return the number of bytes, after the handshakes and without TLS
	 */
	default long bytesSent() {
		return 0;
	}

	/**
	 * How many bytes of packets have arrived on all connections.
	 * @return the number of bytes, after the handshakes and without TLS
	 */
	default long bytesReceived() {
		return 0;
	}

	/**
	 * How often the contents of a family have changed that this node knows.
	 * @return the number of changes; what changes at once in one family counts once
	 */
	default long databaseChanges() {
		return 0;
	}

}
