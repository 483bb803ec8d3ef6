package io.aemp;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What must not be exceeded. At a limit something defined happens: the caller, the
 * connection or the port is told why, and nothing is lost in silence. Immutable.
 */
public final class Limits {

	/**
	 * 16 MiB, 256 KiB, 512 levels, 64 MiB, according to the heap, a million monitors, 256
	 * dials, 1000 strangers, 100 of one address.
	 */
	public static final Limits DEFAULTS = builder().build();

	/** What nodes tell each other of themselves must fit, as entries of the database. */
	private static final int SMALLEST_PACKET = 4096;

	private static final int DEEPEST = 1024;

	private final int packetSize;

	private final int wholePacket;

	private final int nesting;

	private final long sendQueue;

	private final int mailbox;

	private final int monitors;

	private final int dials;

	private final int strangers;

	private final int strangersPerAddress;

	private Limits(Builder builder) {
		this.packetSize = builder.packetSize;
		this.wholePacket = builder.wholePacket;
		this.nesting = builder.nesting;
		this.sendQueue = builder.sendQueue;
		this.mailbox = builder.mailbox;
		this.monitors = builder.monitors;
		this.dials = builder.dials;
		this.strangers = builder.strangers;
		this.strangersPerAddress = builder.strangersPerAddress;
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
					this.nesting + " levels may not fit on a stack.", "Give at most " + DEEPEST + ".");
		}
		positive("limits.max_send_queue", this.sendQueue);
		if (this.mailbox < 0) {
			throw new InvalidConfigurationException("limits.max_mailbox", this.mailbox + " is negative.",
					"Give a number of messages, or 0 for a limit according to the heap.");
		}
		positive("limits.max_monitors", this.monitors);
		positive("limits.max_dials", this.dials);
		positive("limits.max_strangers", this.strangers);
		positive("limits.max_strangers_per_address", this.strangersPerAddress);
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
			.strangers(this.strangers)
			.strangersPerAddress(this.strangersPerAddress);
	}

	/**
	 * {@return the bytes of a packet, in both directions}
	 */
	public int packetSize() {
		return this.packetSize;
	}

	/**
	 * {@return the bytes of a packet that is sent as a whole}
	 */
	public int wholePacket() {
		return this.wholePacket;
	}

	/**
	 * {@return how deep lists and maps in a message may be nested}
	 */
	public int nesting() {
		return this.nesting;
	}

	/**
	 * {@return the bytes that may wait for one peer, before it loses its connection}
	 */
	public long sendQueue() {
		return this.sendQueue;
	}

	/**
	 * {@return how many messages may wait for a port, before it dies}
	 */
	public int mailbox() {
		return this.mailbox;
	}

	/**
	 * {@return how many ports one peer may monitor, before it loses its connection}
	 */
	public int monitors() {
		return this.monitors;
	}

	/**
	 * {@return how many peers may be dialled at the same time}
	 */
	public int dials() {
		return this.dials;
	}

	/**
	 * {@return how many connections of others may be unauthenticated}
	 */
	public int strangers() {
		return this.strangers;
	}

	/**
	 * {@return how many unauthenticated connections may come from one address}
	 */
	public int strangersPerAddress() {
		return this.strangersPerAddress;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Limits that && this.packetSize == that.packetSize
				&& this.wholePacket == that.wholePacket && this.nesting == that.nesting
				&& this.sendQueue == that.sendQueue && this.mailbox == that.mailbox && this.monitors == that.monitors
				&& this.dials == that.dials && this.strangers == that.strangers
				&& this.strangersPerAddress == that.strangersPerAddress;
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.packetSize, this.wholePacket, this.nesting, this.sendQueue, this.mailbox,
				this.monitors, this.dials, this.strangers, this.strangersPerAddress);
	}

	@Override
	public String toString() {
		return "Limits[packetSize=" + this.packetSize + ", wholePacket=" + this.wholePacket + ", nesting="
				+ this.nesting + ", sendQueue=" + this.sendQueue + ", mailbox=" + this.mailbox + ", monitors="
				+ this.monitors + ", dials=" + this.dials + ", strangers=" + this.strangers + ", strangersPerAddress="
				+ this.strangersPerAddress + ']';
	}

	/** Collects limits; every one has a default. Not thread-safe. */
	public static final class Builder {

		private int packetSize = 16 << 20;

		private int wholePacket = 256 << 10;

		private int nesting = 512;

		private long sendQueue = 64L << 20;

		private int mailbox;

		private int monitors = 1_000_000;

		private int dials = 256;

		private int strangers = 1000;

		private int strangersPerAddress = 100;

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
		 * @param wholePacket bytes; larger packets are sent in parts to nodes that take
		 * parts, and packets for other ports pass between these
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
		 * @param monitors ports of this node
		 * @return this builder
		 */
		public Builder monitors(int monitors) {
			this.monitors = monitors;
			return this;
		}

		/**
		 * Sets {@link Limits#dials()}.
		 * @param dials peers; others wait for their turn
		 * @return this builder
		 */
		public Builder dials(int dials) {
			this.dials = dials;
			return this;
		}

		/**
		 * Sets {@link Limits#strangers()}.
		 * @param strangers connections; the oldest is closed for a newer one
		 * @return this builder
		 */
		public Builder strangers(int strangers) {
			this.strangers = strangers;
			return this;
		}

		/**
		 * Sets {@link Limits#strangersPerAddress()}.
		 * @param strangersPerAddress connections
		 * @return this builder
		 */
		public Builder strangersPerAddress(int strangersPerAddress) {
			this.strangersPerAddress = strangersPerAddress;
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
