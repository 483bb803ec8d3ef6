package io.aemp;

/**
 * What must not be exceeded. At a limit something defined happens: the caller, the
 * connection or the port is told why, and nothing is lost in silence.
 *
 * @param packetSize bytes of a packet, in both directions, at least 4096
 * @param wholePacket bytes of a packet that is sent as a whole; larger ones are sent in
 * parts to nodes that take them so, and smaller ones of other ports pass between these
 * @param nesting how deep lists and maps in a message may be nested, at most 1024
 * @param sendQueue bytes that may wait for one peer, before the connection is given up
 * @param mailbox messages that may wait for a port, before it dies; 0 for one per 200
 * bytes of the heap
 * @param monitors ports of this node that one peer may monitor, before the connection is
 * given up
 * @param dials peers that may be dialled at the same time; others wait for their turn
 * @param strangers connections that others made and that are not authenticated yet; the
 * oldest has to go for a newer one
 * @param strangersPerAddress the same, of one address
 */
public record Limits(int packetSize, int wholePacket, int nesting, long sendQueue, int mailbox, int monitors, int dials,
		int strangers, int strangersPerAddress) {

	/**
	 * 16 MiB, 256 KiB, 512 levels, 64 MiB, according to the heap, a million monitors, 256
	 * dials, 1000 strangers, 100 of one address.
	 */
	public static final Limits DEFAULTS = new Limits(16 << 20, 256 << 10, 512, 64L << 20, 0, 1_000_000, 256, 1000, 100);

	/** What nodes tell each other of themselves must fit, as entries of the database. */
	private static final int SMALLEST_PACKET = 4096;

	private static final int DEEPEST = 1024;

	public Limits {
		if (packetSize < SMALLEST_PACKET) {
			throw new InvalidConfigurationException("limits.max_packet_size",
					packetSize + " bytes are less than a node needs for itself.",
					"Give at least " + SMALLEST_PACKET + ".");
		}
		positive("limits.max_whole_packet", wholePacket);
		positive("limits.max_nesting", nesting);
		if (nesting > DEEPEST) {
			throw new InvalidConfigurationException("limits.max_nesting", nesting + " levels may not fit on a stack.",
					"Give at most " + DEEPEST + ".");
		}
		positive("limits.max_send_queue", sendQueue);
		if (mailbox < 0) {
			throw new InvalidConfigurationException("limits.max_mailbox", mailbox + " is negative.",
					"Give a number of messages, or 0 for a limit according to the heap.");
		}
		positive("limits.max_monitors", monitors);
		positive("limits.max_dials", dials);
		positive("limits.max_strangers", strangers);
		positive("limits.max_strangers_per_address", strangersPerAddress);
	}

	private static void positive(String setting, long value) {
		if (value <= 0) {
			throw new InvalidConfigurationException(setting, value + " is not positive.", "Give a positive number.");
		}
	}

	/**
	 * The same with another {@link #packetSize}.
	 * @param packetSize bytes
	 * @return the limits
	 */
	public Limits withPacketSize(int packetSize) {
		return new Limits(packetSize, this.wholePacket, this.nesting, this.sendQueue, this.mailbox, this.monitors,
				this.dials, this.strangers, this.strangersPerAddress);
	}

	/**
	 * The same with another {@link #wholePacket}.
	 * @param wholePacket bytes
	 * @return the limits
	 */
	public Limits withWholePacket(int wholePacket) {
		return new Limits(this.packetSize, wholePacket, this.nesting, this.sendQueue, this.mailbox, this.monitors,
				this.dials, this.strangers, this.strangersPerAddress);
	}

	/**
	 * The same with another {@link #nesting}.
	 * @param nesting levels
	 * @return the limits
	 */
	public Limits withNesting(int nesting) {
		return new Limits(this.packetSize, this.wholePacket, nesting, this.sendQueue, this.mailbox, this.monitors,
				this.dials, this.strangers, this.strangersPerAddress);
	}

	/**
	 * The same with another {@link #sendQueue}.
	 * @param sendQueue bytes
	 * @return the limits
	 */
	public Limits withSendQueue(long sendQueue) {
		return new Limits(this.packetSize, this.wholePacket, this.nesting, sendQueue, this.mailbox, this.monitors,
				this.dials, this.strangers, this.strangersPerAddress);
	}

	/**
	 * The same with another {@link #mailbox}.
	 * @param mailbox messages, or 0
	 * @return the limits
	 */
	public Limits withMailbox(int mailbox) {
		return new Limits(this.packetSize, this.wholePacket, this.nesting, this.sendQueue, mailbox, this.monitors,
				this.dials, this.strangers, this.strangersPerAddress);
	}

	/**
	 * The same with another number of {@link #monitors}.
	 * @param monitors ports
	 * @return the limits
	 */
	public Limits withMonitors(int monitors) {
		return new Limits(this.packetSize, this.wholePacket, this.nesting, this.sendQueue, this.mailbox, monitors,
				this.dials, this.strangers, this.strangersPerAddress);
	}

	/**
	 * The same with another number of {@link #dials}.
	 * @param dials peers
	 * @return the limits
	 */
	public Limits withDials(int dials) {
		return new Limits(this.packetSize, this.wholePacket, this.nesting, this.sendQueue, this.mailbox, this.monitors,
				dials, this.strangers, this.strangersPerAddress);
	}

	/**
	 * The same with other numbers of {@link #strangers}.
	 * @param strangers connections in all
	 * @param perAddress connections of one address
	 * @return the limits
	 */
	public Limits withStrangers(int strangers, int perAddress) {
		return new Limits(this.packetSize, this.wholePacket, this.nesting, this.sendQueue, this.mailbox, this.monitors,
				this.dials, strangers, perAddress);
	}

}
