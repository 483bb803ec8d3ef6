package io.aemp.benchmarks.subject.message;

/** What messages are about: what a user would match in a receiver. */
public final class Tag {

	/** A message one way. */
	public static final String ADD = "add";

	/** How many have arrived. */
	public static final String COUNT = "count";

	/** Wants a {@link #PONG} with the same number. */
	public static final String PING = "ping";

	/** The answer. */
	public static final String PONG = "pong";

	/** Wants an actor that can die, which answers with the same tag. */
	public static final String OPEN = "open";

	private Tag() {
	}

}
