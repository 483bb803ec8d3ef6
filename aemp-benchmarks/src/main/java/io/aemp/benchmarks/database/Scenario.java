package io.aemp.benchmarks.database;

import java.util.Locale;
import java.util.Map;

/** What nodes do. */
public enum Scenario {

	/** A global node joins one that has much to tell. */
	JOIN(Join::run),

	/** Nodes monitor a large family. */
	FAMILY(LargeFamily::run),

	/** Many nodes start at once. */
	NETWORK(Crowd::run),

	/** A node with a large part of the database leaves. */
	LEAVE(Leave::run),

	/** One node changes a subkey, another one monitors it. */
	CHANGE(Change::run);

	private final Round round;

	Scenario(Round round) {
		this.round = round;
	}

	/**
	 * The name on the command line.
	 * @return a word
	 */
	public String id() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Finds a scenario.
	 * @param id the name on the command line
	 * @return the scenario
	 */
	public static Scenario of(String id) {
		return valueOf(id.toUpperCase(Locale.ROOT));
	}

	/**
	 * Plays it once.
	 * @param size how much of everything, 1 for all of it
	 * @return what was measured
	 * @throws Exception if that fails
	 */
	Map<Figure, Double> run(double size) throws Exception {
		return this.round.run(size);
	}

	/** One round. */
	@FunctionalInterface
	private interface Round {

		Map<Figure, Double> run(double size) throws Exception;

	}

}
