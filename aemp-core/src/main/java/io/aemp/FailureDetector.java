package io.aemp;

import java.time.Duration;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * When a silent peer counts as lost. The silence limit adapts, between a minimum and a
 * maximum, to how regularly bytes of the peer arrived before. Nodes of this library send
 * heartbeats when they have nothing else to send. This node asks a silent node of another
 * implementation for an answer, and gives it more time, because its only thread may be
 * busy. Times in which this node itself stood still do not count. Immutable.
 */
public final class FailureDetector {

	/**
	 * Heartbeat 2 s, silence limit 10.5 to 11.5 s for nodes of this library and 27 to
	 * 28.5 s for other nodes, answer within 2 s.
	 * <p>
	 * When a peer stops, its last byte is already some time old: at most one heartbeat,
	 * or a quarter of the minimum for another implementation. So with these values a node
	 * of this library may stop for 8 s, and another node for 20 s, without being lost,
	 * even if nothing else is sent. This node detects a longer stop within 12 s and 30 s.
	 */
	public static final FailureDetector DEFAULTS = builder().build();

	/** No failure detection, like the reference implementation. */
	public static final FailureDetector OFF = builder().enabled(false).build();

	private final boolean enabled;

	private final Duration heartbeat;

	private final Duration minimum;

	private final Duration maximum;

	private final Duration otherMinimum;

	private final Duration otherMaximum;

	private final Duration answer;

	private FailureDetector(Builder builder) {
		this.enabled = builder.enabled;
		this.heartbeat = positive("failure_detector.heartbeat", builder.heartbeat);
		this.answer = positive("failure_detector.answer", builder.answer);
		this.minimum = aboveHeartbeat("failure_detector.minimum", builder.minimum, this.heartbeat);
		this.otherMinimum = aboveHeartbeat("failure_detector.other_minimum", builder.otherMinimum, this.heartbeat);
		this.maximum = notBelow("failure_detector.maximum", builder.maximum, this.minimum);
		this.otherMaximum = notBelow("failure_detector.other_maximum", builder.otherMaximum, this.otherMinimum);
	}

	private static Duration positive(String setting, Duration value) {
		if (value.toMillis() <= 0) {
			throw new InvalidConfigurationException(setting, text(value) + " is less than a millisecond.",
					"Give a time, 2 s for example.");
		}
		return value;
	}

	private static Duration aboveHeartbeat(String setting, Duration minimum, Duration heartbeat) {
		Duration least = heartbeat.plus(heartbeat);
		if (minimum.compareTo(least) < 0) {
			throw new InvalidConfigurationException(setting,
					text(minimum) + " is less than two heartbeats, " + text(least) + ".",
					"Give several times the heartbeat, so that one late packet does not count as a failure.");
		}
		return minimum;
	}

	private static Duration notBelow(String setting, Duration maximum, Duration minimum) {
		if (maximum.compareTo(minimum) < 0) {
			throw new InvalidConfigurationException(setting,
					text(maximum) + " is less than the minimum, " + text(minimum) + ".",
					"Give a greater maximum, or a smaller minimum.");
		}
		return maximum;
	}

	private static String text(Duration value) {
		return value.toMillis() + " ms";
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
		return new Builder().enabled(this.enabled)
			.heartbeat(this.heartbeat)
			.minimum(this.minimum)
			.maximum(this.maximum)
			.otherMinimum(this.otherMinimum)
			.otherMaximum(this.otherMaximum)
			.answer(this.answer);
	}

	/**
	 * {@return whether to detect failures; if not, only TCP does}
	 */
	public boolean enabled() {
		return this.enabled;
	}

	/**
	 * {@return the longest time in which this node sends nothing to a peer}
	 */
	public Duration heartbeat() {
		return this.heartbeat;
	}

	/**
	 * {@return the shortest silence after which a node of this library counts as lost}
	 */
	public Duration minimum() {
		return this.minimum;
	}

	/**
	 * {@return the silence after which a node of this library counts as lost in any case;
	 * longer for one that sends rare heartbeats}
	 */
	public Duration maximum() {
		return this.maximum;
	}

	/**
	 * {@return the shortest silence after which a node of another implementation counts
	 * as lost}
	 */
	public Duration otherMinimum() {
		return this.otherMinimum;
	}

	/**
	 * {@return the silence after which a node of another implementation counts as lost in
	 * any case}
	 */
	public Duration otherMaximum() {
		return this.otherMaximum;
	}

	/**
	 * {@return how long a peer that seems to connect a second time has to prove that its
	 * first connection works}
	 */
	public Duration answer() {
		return this.answer;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof FailureDetector that && this.enabled == that.enabled
				&& this.heartbeat.equals(that.heartbeat) && this.minimum.equals(that.minimum)
				&& this.maximum.equals(that.maximum) && this.otherMinimum.equals(that.otherMinimum)
				&& this.otherMaximum.equals(that.otherMaximum) && this.answer.equals(that.answer);
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.enabled, this.heartbeat, this.minimum, this.maximum, this.otherMinimum,
				this.otherMaximum, this.answer);
	}

	@Override
	public String toString() {
		return "FailureDetector[enabled=" + this.enabled + ", heartbeat=" + this.heartbeat + ", minimum=" + this.minimum
				+ ", maximum=" + this.maximum + ", otherMinimum=" + this.otherMinimum + ", otherMaximum="
				+ this.otherMaximum + ", answer=" + this.answer + ']';
	}

	/** Collects settings; each one has a default. Not thread-safe. */
	public static final class Builder {

		private boolean enabled = true;

		private Duration heartbeat = Duration.ofSeconds(2);

		private Duration minimum = Duration.ofMillis(10_500);

		private Duration maximum = Duration.ofMillis(11_500);

		private Duration otherMinimum = Duration.ofSeconds(27);

		private Duration otherMaximum = Duration.ofMillis(28_500);

		private Duration answer = Duration.ofSeconds(2);

		private Builder() {
		}

		/**
		 * Sets {@link FailureDetector#enabled()}.
		 * @param enabled whether to detect failures
		 * @return this builder
		 */
		public Builder enabled(boolean enabled) {
			this.enabled = enabled;
			return this;
		}

		/**
		 * Sets {@link FailureDetector#heartbeat()}.
		 * @param heartbeat at least a millisecond
		 * @return this builder
		 */
		public Builder heartbeat(Duration heartbeat) {
			this.heartbeat = heartbeat;
			return this;
		}

		/**
		 * Sets {@link FailureDetector#minimum()}.
		 * @param minimum at least two heartbeats
		 * @return this builder
		 */
		public Builder minimum(Duration minimum) {
			this.minimum = minimum;
			return this;
		}

		/**
		 * Sets {@link FailureDetector#maximum()}.
		 * @param maximum at least the minimum
		 * @return this builder
		 */
		public Builder maximum(Duration maximum) {
			this.maximum = maximum;
			return this;
		}

		/**
		 * Sets {@link FailureDetector#otherMinimum()}.
		 * @param otherMinimum at least two heartbeats
		 * @return this builder
		 */
		public Builder otherMinimum(Duration otherMinimum) {
			this.otherMinimum = otherMinimum;
			return this;
		}

		/**
		 * Sets {@link FailureDetector#otherMaximum()}.
		 * @param otherMaximum at least {@link FailureDetector#otherMinimum()}
		 * @return this builder
		 */
		public Builder otherMaximum(Duration otherMaximum) {
			this.otherMaximum = otherMaximum;
			return this;
		}

		/**
		 * Sets {@link FailureDetector#answer()}.
		 * @param answer at least a millisecond
		 * @return this builder
		 */
		public Builder answer(Duration answer) {
			this.answer = answer;
			return this;
		}

		/**
		 * Makes the settings.
		 * @return the settings
		 * @throws InvalidConfigurationException if a value is not valid
		 */
		public FailureDetector build() {
			return new FailureDetector(this);
		}

	}

}
