package io.aemp.boot.client;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** Chooses a member of a family for one message. Any thread. */
interface Choice {

	/**
	 * Chooses a member.
	 * @param members the members, one at least, in the order of their IDs
	 * @param key the key of the message, {@code null} if it has none
	 * @return one of them
	 */
	String choose(List<String> members, @Nullable String key);

	/**
	 * A call begins.
	 * @param member the member that is called
	 */
	default void begin(String member) {
	}

	/**
	 * A call has ended.
	 * @param member the member that was called
	 */
	default void end(String member) {
	}

}
