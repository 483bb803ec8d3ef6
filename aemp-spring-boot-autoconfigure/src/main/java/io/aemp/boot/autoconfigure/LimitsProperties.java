package io.aemp.boot.autoconfigure;

import io.aemp.InvalidConfigurationException;
import io.aemp.Limits;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What must not be exceeded.
 *
 * @param maxPacketSize Largest packet, in both directions.
 * @param maxWholePacket Largest packet that is sent as a whole. Larger ones are sent in
 * parts to nodes that take them so.
 * @param maxNesting How deep lists and maps in a message may be nested.
 * @param maxSendQueue How much may wait for one peer before the connection is given up.
 * @param maxMailbox How many messages may wait for a port before it dies; 0 for one per
 * 200 bytes of the heap.
 * @param maxMonitors How many ports of this node one peer may monitor before the
 * connection is given up.
 * @param maxDials How many peers may be dialled at the same time; others wait for their
 * turn.
 * @param maxStrangers How many connections of others may be unauthenticated at the same
 * time; the oldest has to go for a newer one.
 * @param maxStrangersPerAddress How many of them may come from one address.
 */
public record LimitsProperties(@DefaultValue("16MB") DataSize maxPacketSize,
		@DefaultValue("256KB") DataSize maxWholePacket, @DefaultValue("512") int maxNesting,
		@DefaultValue("64MB") DataSize maxSendQueue, @DefaultValue("0") int maxMailbox,
		@DefaultValue("1000000") int maxMonitors, @DefaultValue("256") int maxDials,
		@DefaultValue("1000") int maxStrangers, @DefaultValue("100") int maxStrangersPerAddress) {

	Limits toLimits() {
		return Limits.builder()
			.packetSize(bytes("limits.max_packet_size", this.maxPacketSize))
			.wholePacket(bytes("limits.max_whole_packet", this.maxWholePacket))
			.nesting(this.maxNesting)
			.sendQueue(this.maxSendQueue.toBytes())
			.mailbox(this.maxMailbox)
			.monitors(this.maxMonitors)
			.dials(this.maxDials)
			.strangers(this.maxStrangers)
			.strangersPerAddress(this.maxStrangersPerAddress)
			.build();
	}

	private static int bytes(String setting, DataSize size) {
		if (size.toBytes() > Integer.MAX_VALUE) {
			throw new InvalidConfigurationException(setting, size + " is 2 GiB or more.", "Give a smaller size.");
		}
		// negative ones are told by the limits themselves
		return (int) Math.max(size.toBytes(), -1);
	}

}
