package io.aemp.benchmarks.subject;

import java.util.List;
import java.util.stream.Stream;

import io.aemp.benchmarks.process.Subject;
import io.aemp.benchmarks.subject.grpc.Grpc;
import io.aemp.benchmarks.subject.jgroups.JGroups;
import io.aemp.benchmarks.subject.pekko.Pekko;
import io.aemp.benchmarks.subject.vertx.VertxSubject;

/** All systems that can be measured. */
public final class Subjects {

	private static final List<Subject> ALL = Stream.concat(Pekko.subjects().stream(), Stream.of(VertxSubject.subject(), JGroups.subject(), Grpc.subject())).toList();

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
