package io.aemp.simulation.contract;

import java.util.List;

/** A promise was broken. */
final class Violation extends AssertionError {

	private static final long serialVersionUID = 1L;

	/** Whom to look for in the journal. */
	final transient List<String> subjects;

	Violation(String message, List<String> subjects) {
		super(message);
		this.subjects = subjects;
	}

}
