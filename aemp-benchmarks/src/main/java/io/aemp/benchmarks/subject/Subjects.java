package io.aemp.benchmarks.subject;

import java.util.List;

import io.aemp.benchmarks.process.Subject;
import io.aemp.benchmarks.subject.pekko.Pekko;

/** All systems that can be measured. */
public final class Subjects {

	private static final List<Subject> ALL = Pekko.subjects();

	private Subjects() {
	}

	/**
	 * All of them, in the order of the table.
	 * @return the subjects
	 */
	public static List<Subject> all() {
		return ALL;
	}

	/**
	 * Finds one.
	 * @param name its name on the command line
	 * @return the subject
	 * @throws IllegalArgumentException if there is none
	 */
	public static Subject of(String name) {
		return ALL.stream()
			.filter((subject) -> subject.name().equals(name))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException(
					"No subject " + name + "; there are " + ALL.stream().map(Subject::name).toList()));
	}

}
