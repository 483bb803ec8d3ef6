package io.aemp.benchmarks.start;

import java.util.List;
import java.util.Locale;

/** An application that does nothing. */
public enum Variant {

	/** Spring Boot alone. */
	EMPTY("an empty application", 1, 0),

	/** With the starter, and nothing configured. */
	WITHOUT_NETWORK("with the starter, without network", 1.08, 2),

	/** With the starter; the node listens and joins another one. */
	NETWORK("with the starter and network", 1.15, 3);

	private final String title;

	private final double slowest;

	private final double megabytes;

	Variant(String title, double slowest, double megabytes) {
		this.title = title;
		this.slowest = slowest;
		this.megabytes = megabytes;
	}

	/**
	 * The name for people.
	 * @return the title
	 */
	public String title() {
		return this.title;
	}

	/**
	 * How long it may take.
	 * @return a multiple of the time of an empty application
	 */
	public double slowest() {
		return this.slowest;
	}

	/**
	 * How much heap it may need beyond that of an empty application.
	 * @return megabytes
	 */
	public double megabytes() {
		return this.megabytes;
	}

	/** The jars of an application, in the order in which the class path has them. */
	String classPath(ClassPath all) {
		return (this == EMPTY) ? all.ofSpringBoot() : all.withStarter();
	}

	/** What its user would configure. */
	List<String> properties(Seed seed) {
		if (this != NETWORK) {
			return List.of();
		}
		return List.of("--aemp.node-id=started", "--aemp.binds=127.0.0.1:0", "--aemp.secret=" + Seed.SECRET,
				"--aemp.seeds=" + seed.address());
	}

	String id() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
