package io.aemp.benchmarks.subject;

import java.util.List;
import java.util.stream.Stream;

import io.aemp.Dispatcher;
import io.aemp.benchmarks.process.Subject;
import io.aemp.benchmarks.subject.aemp.AempAdapter;
import io.aemp.benchmarks.subject.netty.NettyAdapter;

/** All systems that can be measured. */
public final class Subjects {

	private static final List<Subject> ALL = Stream.of(ours(), Applications.all(), Peers.all())
		.flatMap(List::stream)
		.toList();

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

	private static List<Subject> ours() {
		return List.of(new JavaSubject("netty", "raw Netty", Subject.Side.YARDSTICK, List.of(), NettyAdapter::new),
				aemp("aemp", "aemp", Dispatcher.POOL, "cbor", false),
				aemp("aemp-loop", "aemp, event loop", Dispatcher.EVENT_LOOP, "cbor", false),
				aemp("aemp-json", "aemp, JSON", Dispatcher.POOL, "json", false),
				aemp("aemp-tls", "aemp, TLS", Dispatcher.POOL, "cbor", true));
	}

	private static Subject aemp(String name, String title, Dispatcher dispatcher, String framing, boolean encrypted) {
		return new JavaSubject(name, title, Subject.Side.OURS, List.of(),
				() -> new AempAdapter(dispatcher, framing, encrypted));
	}

}
