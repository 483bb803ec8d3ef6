package io.aemp.boot.client;

import java.util.Locale;

/** How the clients of a group choose a member of the family for each message. */
public enum MemberChoice {

	/** One after the other. */
	ANY,
	/** The one with the fewest calls of this group under way. */
	LEAST_BUSY,
	/** One of this node, if there is one; otherwise one after the other. */
	NEAREST,
	/** All of them get the message. Only for methods that return nothing. */
	ALL,
	/**
	 * The same one for equal keys, as long as it is there. The methods have a parameter
	 * annotated with {@link io.aemp.annotation.MemberKey @MemberKey}.
	 */
	BY_KEY;

	/** The form that properties have. */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
