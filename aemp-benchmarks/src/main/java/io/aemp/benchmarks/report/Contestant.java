package io.aemp.benchmarks.report;

import io.aemp.benchmarks.process.Subject;

/**
 * A system, as results name it.
 *
 * @param name its name on the command line
 * @param title its name for people
 * @param side which part it plays
 */
public record Contestant(String name, String title, Subject.Side side) {

	/**
	 * Describes a subject.
	 * @param subject the subject
	 * @return its names
	 */
	public static Contestant of(Subject subject) {
		return new Contestant(subject.name(), subject.title(), subject.side());
	}

}
