package io.aemp.boot.client;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What the clients of one group have in common.
 *
 * @param family the family whose members get the messages; {@code null} if all methods
 * have an argument that names the port
 * @param timeout how long a call may take in all, with the search for a member
 * @param choice how a member is chosen
 * @param streamBuffer how many elements of a stream wait for its subscriber at most
 */
public record ClientSettings(@Nullable String family, Duration timeout, MemberChoice choice, int streamBuffer) {

	/** What {@link #streamBuffer} is where nothing else is set. */
	public static final int STREAM_BUFFER = 256;

	/** Practically unlimited. */
	public static final Duration LONGEST = Duration.ofDays(10_000);

	/**
	 * Creates settings with the usual buffer of a stream.
	 * @param family the family whose members get the messages, {@code null} for none
	 * @param timeout how long a call may take in all
	 * @param choice how a member is chosen
	 */
	public ClientSettings(@Nullable String family, Duration timeout, MemberChoice choice) {
		this(family, timeout, choice, STREAM_BUFFER);
	}

	ClientSettings within(Duration timeout) {
		Duration limit = (timeout.compareTo(LONGEST) < 0) ? timeout : LONGEST;
		return new ClientSettings(this.family, limit, this.choice, this.streamBuffer);
	}

}
