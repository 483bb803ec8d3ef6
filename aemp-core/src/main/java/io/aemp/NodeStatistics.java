package io.aemp;

import java.time.Duration;

/**
 * What a node has counted since it was created, and how busy it is; for tools. A count
 * never decreases. Counting costs the node next to nothing, so the counts may lag a
 * moment behind. Any thread may call any method, and no method blocks.
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
	 * How many messages this node has dropped, because no port with their ID was there:
	 * it is dead, or never was. Second answers to a call are among them, and those that
	 * come too late.
	 * @return the number of messages
	 */
	default long messagesDropped() {
		return 0;
	}

	/**
	 * How many calls of this node have ended in a way.
	 * @param outcome the way
	 * @return the number of calls
	 */
	default long calls(CallOutcome outcome) {
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

	/**
	 * How long tasks wait at present for the control thread, which owns connections,
	 * monitors of other nodes and the database. A node whose control thread lags by
	 * seconds may be taken for dead. Each call begins a new measurement.
	 * @return the result of the last measurement, or how long the present one takes
	 * already
	 */
	default Duration controlDelay() {
		return Duration.ZERO;
	}

	/**
	 * How many threads of the pool run callbacks at present, see {@link Dispatcher#POOL}.
	 * @return the number of threads, without event loops
	 */
	default int busyPoolThreads() {
		return 0;
	}

}
