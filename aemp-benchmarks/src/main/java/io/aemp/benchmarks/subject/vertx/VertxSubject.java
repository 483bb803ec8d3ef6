package io.aemp.benchmarks.subject.vertx;

import java.util.List;

import io.aemp.benchmarks.process.Subject;
import io.aemp.benchmarks.process.Subject.Side;
import io.aemp.benchmarks.subject.JavaSubject;
import io.aemp.benchmarks.subject.message.Release;
import io.vertx.core.Vertx;

/** What of Vert.x is measured. */
public final class VertxSubject {

	/** What Hazelcast asks for, to be as fast as it can. */
	private static final List<String> OPTIONS = List.of("--add-modules=java.se",
			"--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED", "--add-opens=java.base/java.lang=ALL-UNNAMED",
			"--add-opens=java.base/sun.nio.ch=ALL-UNNAMED", "--add-opens=java.management/sun.management=ALL-UNNAMED",
			"--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED");

	private VertxSubject() {
	}

	/**
	 * The clustered event bus.
	 * @return the subject
	 */
	public static Subject subject() {
		return new JavaSubject("vertx", "Vert.x " + Release.of(Vertx.class) + " clustered event bus", Side.PEER,
				OPTIONS, VertxAdapter::new);
	}

}
