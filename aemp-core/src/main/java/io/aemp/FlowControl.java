package io.aemp;

import java.time.Duration;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Thresholds at which a node slows down senders and connections, long before a
 * {@linkplain Limits limit} is reached. Immutable.
 */
public final class FlowControl {

	/** 1 MiB and 256 KiB for sending, 8 MiB for receiving, 10 s pause. */
	public static final FlowControl DEFAULTS = builder().build();

	private final long sendHigh;

	private final long sendLow;

	private final long receiveHigh;

	private final Duration pause;

	private FlowControl(Builder builder) {
		this.sendHigh = builder.sendHigh;
		this.sendLow = builder.sendLow;
		this.receiveHigh = builder.receiveHigh;
		this.pause = builder.pause;
		if (this.sendLow <= 0 || this.sendLow > this.sendHigh) {
			throw new InvalidConfigurationException("flow_control.send_low_water_mark",
					this.sendLow + " bytes are not between 1 and the high-water mark, " + this.sendHigh + ".",
					"Give a low-water mark that is less than the high-water mark, a quarter of it for example.");
		}
		if (this.receiveHigh <= 0) {
			throw new InvalidConfigurationException("flow_control.receive_high_water_mark",
					this.receiveHigh + " bytes are not positive.", "Give a positive number of bytes.");
		}
		if (this.pause.isNegative() || this.pause.isZero()) {
			throw new InvalidConfigurationException("flow_control.max_pause",
					this.pause.toMillis() + " ms is not positive.", "Give a time, 10 s for example.");
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
	 * Begins with these settings.
	 * @return a builder
	 */
	public Builder toBuilder() {
		return new Builder().sendHigh(this.sendHigh)
			.sendLow(this.sendLow)
			.receiveHigh(this.receiveHigh)
			.pause(this.pause);
	}

	/**
	 * {@return the high-water mark: a peer stops being writable when more bytes than this
	 * wait for it}
	 */
	public long sendHigh() {
		return this.sendHigh;
	}

	/**
	 * {@return the low-water mark: a peer is writable again when at most this many bytes
	 * wait for it}
	 */
	public long sendLow() {
		return this.sendLow;
	}

	/**
	 * {@return the bytes of one connection in mailboxes beyond which this node stops
	 * reading it}
	 */
	public long receiveHigh() {
		return this.receiveHigh;
	}

	/**
	 * {@return how long a connection may stay unread; after that the port with the most
	 * waiting bytes dies with {@link Reason#MAILBOX_OVERFLOW}}
	 */
	public Duration pause() {
		return this.pause;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof FlowControl that && this.sendHigh == that.sendHigh && this.sendLow == that.sendLow
				&& this.receiveHigh == that.receiveHigh && this.pause.equals(that.pause);
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.sendHigh, this.sendLow, this.receiveHigh, this.pause);
	}

	@Override
	public String toString() {
		return "FlowControl[sendHigh=" + this.sendHigh + ", sendLow=" + this.sendLow + ", receiveHigh="
				+ this.receiveHigh + ", pause=" + this.pause + ']';
	}

	/** Collects settings; each one has a default. Not thread-safe. */
	public static final class Builder {

		private long sendHigh = 1L << 20;

		private long sendLow = 1L << 18;

		private long receiveHigh = 8L << 20;

		private Duration pause = Duration.ofSeconds(10);

		private Builder() {
		}

		/**
		 * Sets {@link FlowControl#sendHigh()}.
		 * @param sendHigh bytes; less than {@link Limits#sendQueue()}, which is checked
		 * when a node is created
		 * @return this builder
		 */
		public Builder sendHigh(long sendHigh) {
			this.sendHigh = sendHigh;
			return this;
		}

		/**
		 * Sets {@link FlowControl#sendLow()}.
		 * @param sendLow bytes, at most {@link FlowControl#sendHigh()}
		 * @return this builder
		 */
		public Builder sendLow(long sendLow) {
			this.sendLow = sendLow;
			return this;
		}

		/**
		 * Sets {@link FlowControl#receiveHigh()}.
		 * @param receiveHigh bytes
		 * @return this builder
		 */
		public Builder receiveHigh(long receiveHigh) {
			this.receiveHigh = receiveHigh;
			return this;
		}

		/**
		 * Sets {@link FlowControl#pause()}.
		 * @param pause a time greater than zero
		 * @return this builder
		 */
		public Builder pause(Duration pause) {
			this.pause = pause;
			return this;
		}

		/**
		 * Makes the settings.
		 * @return the settings
		 * @throws InvalidConfigurationException if a value is not valid
		 */
		public FlowControl build() {
			return new FlowControl(this);
		}

	}

}
