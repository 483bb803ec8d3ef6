package io.aemp.boot.autoconfigure;

import io.aemp.InvalidConfigurationException;
import io.aemp.Limits;
import io.aemp.boot.handler.HandlerExtensions;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Hard limits. What happens at a limit is defined for each of them.
 *
 * @param maxPacketSize Largest packet. A larger message is refused at the sender; a peer
 * that sends a larger packet loses its connection. Nodes of this library are told it as
 * the most that they may send. At least 4KB. In bytes, if no unit is given.
 * @param maxWholePacket Largest packet that is sent as a whole. Larger messages are sent
 * in parts to nodes of this library, and messages to other ports pass between these. In
 * bytes, if no unit is given.
 * @param maxNesting Deepest nesting of lists and maps in a message, at most 1024. A
 * deeper message is refused at the sender; a peer that sends one loses its connection.
 * @param maxSendQueue Largest send queue of a peer. With more, the connection to the peer
 * is given up. In bytes, if no unit is given.
 * @param maxMailbox Most messages in the mailbox of a port. With more, the port dies with
 * 'mailbox_overflow'. 0 for one per 200 bytes of the heap.
 * @param maxUnfinishedAnswers Most answers of a port of a bean that may be unfinished,
 * because its methods have returned a CompletionStage or a Mono that completes later.
 * With so many, the port takes no further message until one of them completes. Also the
 * most streams that a port sends; further ones are refused.
 * @param maxMonitors Most ports of this node that one peer may monitor. With more, the
 * connection is closed.
 * @param maxDials Most peers that are dialled at the same time. Others wait in a queue.
 * @param maxUnauthenticated Most incoming connections that are not authenticated yet.
 * With more, the oldest of them is closed.
 * @param maxUnauthenticatedPerAddress Most such connections from one IPv4 address or one
 * IPv6 /64 network. With more, the oldest of them is closed.
 * @param maxDataConnections Most data connections of one peer that are announced to this
 * node or open. With more, the peer is told and refused.
 */
public record LimitsProperties(@DefaultValue("16MB") DataSize maxPacketSize,
		@DefaultValue("256KB") DataSize maxWholePacket, @DefaultValue("512") int maxNesting,
		@DefaultValue("64MB") DataSize maxSendQueue, @DefaultValue("0") int maxMailbox,
		@DefaultValue("1000") int maxUnfinishedAnswers, @DefaultValue("1000000") int maxMonitors,
		@DefaultValue("256") int maxDials, @DefaultValue("1000") int maxUnauthenticated,
		@DefaultValue("100") int maxUnauthenticatedPerAddress, @DefaultValue("256") int maxDataConnections) {

	Limits toLimits() {
		return Limits.builder()
			.packetSize(bytes("limits.max_packet_size", this.maxPacketSize))
			.wholePacket(bytes("limits.max_whole_packet", this.maxWholePacket))
			.nesting(this.maxNesting)
			.sendQueue(this.maxSendQueue.toBytes())
			.mailbox(this.maxMailbox)
			.monitors(this.maxMonitors)
			.dials(this.maxDials)
			.unauthenticated(this.maxUnauthenticated)
			.unauthenticatedPerAddress(this.maxUnauthenticatedPerAddress)
			.dataConnections(this.maxDataConnections)
			.build();
	}

	/**
	 * The limit of unfinished answers, which is no limit of the node.
	 */
	static int unfinishedAnswers(@Nullable LimitsProperties limits) {
		int limit = (limits != null) ? limits.maxUnfinishedAnswers : HandlerExtensions.NONE.unfinishedAnswersLimit();
		if (limit <= 0) {
			throw new InvalidConfigurationException("limits.max_unfinished_answers", limit + " is not positive.",
					"Give a positive number.");
		}
		return limit;
	}

	private static int bytes(String setting, DataSize size) {
		if (size.toBytes() > Integer.MAX_VALUE) {
			throw new InvalidConfigurationException(setting, size + " is 2 GiB or more.", "Give a smaller size.");
		}
		// the limits report negative values themselves
		return (int) Math.max(size.toBytes(), -1);
	}

}
