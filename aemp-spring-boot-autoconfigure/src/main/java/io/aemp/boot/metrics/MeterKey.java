package io.aemp.boot.metrics;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Tag;

/** The tags of the meters. Each says what bounds its values. */
enum MeterKey implements KeyName {

	/** Labels of ports. */
	LABEL("label",
			"the label of the ports: the first `aemp.metrics.max-labels` that occur, `other` for all that come later, "
					+ "`none` for ports without one"),

	/** Tags of messages. */
	TAG("tag",
			"the tag of the messages, if a `@Receive` method names it; `other` for all other messages, whatever "
					+ "their tag is"),

	/** Reasons. */
	REASON("reason", "the identifier of the reason: `normal`, one of those that the library gives, or `other`"),

	/** States of peers. */
	STATE("state", "`up` or `connecting`"),

	/** Ends of calls. */
	OUTCOME("outcome", "`answered`, `error_answer`, `port_died`, `timed_out` or `given_up`"),

	/** Peers. */
	PEER("peer",
			"the node ID of a connected peer; at most `aemp.metrics.max-peers` peers at a time, and none by default"),

	/** Roles. */
	ROLE("role", "`local`, `detached`, `attached` or `global`");

	private final String name;

	private final String meaning;

	MeterKey(String name, String meaning) {
		this.name = name;
		this.meaning = meaning;
	}

	@Override
	public String asString() {
		return this.name;
	}

	/** Which values there are, for people. */
	String meaning() {
		return this.meaning;
	}

	Tag of(String value) {
		return Tag.of(this.name, value);
	}

}
