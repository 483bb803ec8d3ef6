package io.aemp;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Hard limits. When one is reached, something defined happens: the caller, the connection
 * or the port is told why, and nothing is lost silently. {@link FlowControl} slows
 * senders down before that. Immutable.
 */
public final class Limits {

	/**
	 * Packets of 16 MiB, 256 KiB as a whole, 512 levels, a send queue of 64 MiB, a
	 * mailbox limit that depends on the heap, 1,000,000 monitors, 256 dials, 1000
	 * unauthenticated connections, 100 of them from one address, 256 data connections of
	 * a peer.
	 */
	public static final Limits DEFAULTS = builder().build();

	/** The database entries by which nodes describe themselves must fit into a packet. */
	private static final int SMALLEST_PACKET = 4096;

	private static final int DEEPEST = 1024;

	private final int packetSize;

	private final int wholePacket;

	private final int nesting;

	private final long sendQueue;

	private final int mailbox;

	private final int monitors;

	private final int dials;

	private final int unauthenticated;

	private final int unauthenticatedPerAddress;

	private final int dataConnections;

	private Limits(Builder builder) {
		this.packetSize = builder.packetSize;
		this.wholePacket = builder.wholePacket;
		this.nesting = builder.nesting;
		this.sendQueue = builder.sendQueue;
		this.mailbox = builder.mailbox;
		this.monitors = builder.monitors;
		this.dials = builder.dials;
		this.unauthenticated = builder.unauthenticated;
		this.unauthenticatedPerAddress = builder.unauthenticatedPerAddress;
		this.dataConnections = builder.dataConnections;
		check();
	}

	private void check() {
		if (this.packetSize < SMALLEST_PACKET) {
			throw new InvalidConfigurationException("limits.max_packet_size",
					this.packetSize + " bytes are less than a node needs for itself.",
					"Give at least " + SMALLEST_PACKET + ".");
		}
		positive("limits.max_whole_packet", this.wholePacket);
		positive("limits.max_nesting", this.nesting);
		if (this.nesting > DEEPEST) {
			throw new InvalidConfigurationException("limits.max_nesting",
					this.nesting + " levels may overflow the stack.", "Give at most " + DEEPEST + ".");
		}
		positive("limits.max_send_queue", this.sendQueue);
		if (this.mailbox < 0) {
			throw new InvalidConfigurationException("limits.max_mailbox", this.mailbox + " is negative.",
					"Give a number of messages, or 0 for a limit according to the heap.");
		}
		positive("limits.max_monitors", this.monitors);
		positive("limits.max_dials", this.dials);
		positive("limits.max_unauthenticated", this.unauthenticated);
		positive("limits.max_unauthenticated_per_address", this.unauthenticatedPerAddress);
		positive("limits.max_data_connections", this.dataConnections);
	}

	private static void positive(String setting, long value) {
		if (value <= 0) {
			throw new InvalidConfigurationException(setting, value + " is not positive.", "Give a positive number.");
		}
	}

	/**
	 * Begins with the {@linkplain #DEFAULTS defaults}.
	 * @return a builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Begins with these limits.
	 * @return a builder
	 */
	public Builder toBuilder() {
		return new Builder().packetSize(this.packetSize)
			.wholePacket(this.wholePacket)
			.nesting(this.nesting)
			.sendQueue(this.sendQueue)
			.mailbox(this.mailbox)
			.monitors(this.monitors)
			.dials(this.dials)
			.unauthenticated(this.unauthenticated)
			.unauthenticatedPerAddress(this.unauthenticatedPerAddress)
			.dataConnections(this.dataConnections);
	}

	/**
	 * {@return the maximum bytes of a packet, in both directions}
	 */
	public int packetSize() {
		return this.packetSize;
	}

	/**
	 * {@return the maximum bytes of a packet that is sent as a whole}
	 */
	public int wholePacket() {
		return this.wholePacket;
	}

	/**
	 * {@return the maximum nesting depth of lists and maps in a message}
	 */
	public int nesting() {
		return this.nesting;
	}

	/**
	 * {@return the maximum bytes that wait for one peer; beyond that the connection to it
	 * is closed}
	 */
	public long sendQueue() {
		return this.sendQueue;
	}

	/**
	 * {@return the maximum messages that wait for a port; beyond that the port dies; 0
	 * for a limit that depends on the heap}
	 */
	public int mailbox() {
		return this.mailbox;
	}

	/**
	 * {@return the maximum ports of this node that one peer may monitor; beyond that its
	 * connection is closed}
	 */
	public int monitors() {
		return this.monitors;
	}

	/**
	 * {@return the maximum peers that this node dials at the same time}
	 */
	public int dials() {
		return this.dials;
	}

	/**
	 * {@return the maximum incoming connections that are not authenticated yet}
	 */
	public int unauthenticated() {
		return this.unauthenticated;
	}

	/**
	 * {@return the maximum unauthenticated connections from one address}
	 */
	public int unauthenticatedPerAddress() {
		return this.unauthenticatedPerAddress;
	}

	/**
	 * {@return the maximum data connections of one peer that are announced to this node
	 * or open; beyond that the peer is told and refused}
	 */
	public int dataConnections() {
		return this.dataConnections;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Limits that && this.packetSize == that.packetSize
				&& this.wholePacket == that.wholePacket && this.nesting == that.nesting
				&& this.sendQueue == that.sendQueue && this.mailbox == that.mailbox && this.monitors == that.monitors
				&& this.dials == that.dials && this.unauthenticated == that.unauthenticated
				&& this.unauthenticatedPerAddress == that.unauthenticatedPerAddress
				&& this.dataConnections == that.dataConnections;
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.packetSize, this.wholePacket, this.nesting, this.sendQueue, this.mailbox,
				this.monitors, this.dials, this.unauthenticated, this.unauthenticatedPerAddress, this.dataConnections);
	}

	@Override
	public String toString() {
		return "Limits[packetSize=" + this.packetSize + ", wholePacket=" + this.wholePacket + ", nesting="
				+ this.nesting + ", sendQueue=" + this.sendQueue + ", mailbox=" + this.mailbox + ", monitors="
				+ this.monitors + ", dials=" + this.dials + ", unauthenticated=" + this.unauthenticated
				+ ", unauthenticatedPerAddress=" + this.unauthenticatedPerAddress + ", dataConnections="
				+ this.dataConnections + ']';
	}

	/** Collects limits; each one has a default. Not thread-safe. */
	public static final class Builder {

		private int packetSize = 16 << 20;

		private int wholePacket = 256 << 10;

		private int nesting = 512;

		private long sendQueue = 64L << 20;

		private int mailbox;

		private int monitors = 1_000_000;

		private int dials = 256;

		private int unauthenticated = 1000;

		private int unauthenticatedPerAddress = 100;

		private int dataConnections = 256;

		private Builder() {
		}

		/**
		 * Sets {@link Limits#packetSize()}.
		 * @param packetSize bytes, at least 4096
		 * @return this builder
		 */
		public Builder packetSize(int packetSize) {
			this.packetSize = packetSize;
			return this;
		}

		/**
		 * Sets {@link Limits#wholePacket()}.
		 * @param wholePacket bytes; to a node that supports parts, larger packets are
		 * sent in parts, with packets for other ports between them
		 * @return this builder
		 */
		public Builder wholePacket(int wholePacket) {
			this.wholePacket = wholePacket;
			return this;
		}

		/**
		 * Sets {@link Limits#nesting()}.
		 * @param nesting levels, at most 1024
		 * @return this builder
		 */
		public Builder nesting(int nesting) {
			this.nesting = nesting;
			return this;
		}

		/**
		 * Sets {@link Limits#sendQueue()}.
		 * @param sendQueue bytes
		 * @return this builder
		 */
		public Builder sendQueue(long sendQueue) {
			this.sendQueue = sendQueue;
			return this;
		}

		/**
		 * Sets {@link Limits#mailbox()}.
		 * @param mailbox messages, or 0 for one per 200 bytes of the heap
		 * @return this builder
		 */
		public Builder mailbox(int mailbox) {
			this.mailbox = mailbox;
			return this;
		}

		/**
		 * Sets {@link Limits#monitors()}.
		 * @param monitors monitored ports for each peer
		 * @return this builder
		 */
		public Builder monitors(int monitors) {
			this.monitors = monitors;
			return this;
		}

		/**
		 * Sets {@link Limits#dials()}.
		 * @param dials peers; further ones wait for their turn
		 * @return this builder
		 */
		public Builder dials(int dials) {
			this.dials = dials;
			return this;
		}

		/**
		 * Sets {@link Limits#unauthenticated()}.
		 * @param unauthenticated connections; at the limit a new one closes the oldest
		 * @return this builder
		 */
		public Builder unauthenticated(int unauthenticated) {
			this.unauthenticated = unauthenticated;
			return this;
		}

		/**
		 * Sets {@link Limits#unauthenticatedPerAddress()}.
		 * @param unauthenticatedPerAddress connections
		 * @return this builder
		 */
		public Builder unauthenticatedPerAddress(int unauthenticatedPerAddress) {
			this.unauthenticatedPerAddress = unauthenticatedPerAddress;
			return this;
		}

		/**
		 * Sets {@link Limits#dataConnections()}.
		 * @param dataConnections connections of each peer, announced or open
		 * @return this builder
		 */
		public Builder dataConnections(int dataConnections) {
			this.dataConnections = dataConnections;
			return this;
		}

		/**
		 * Makes the limits.
		 * @return the limits
		 * @throws InvalidConfigurationException if a value is not valid
		 */
		public Limits build() {
			return new Limits(this);
		}

	}

}
