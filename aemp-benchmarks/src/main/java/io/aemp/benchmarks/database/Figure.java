package io.aemp.benchmarks.database;

/** What is measured: times in microseconds, and ratios of times. */
public enum Figure {

	/** A global node joins another one. */
	JOINED("100,000 subkeys of 1,000 families reach a joining global node", 2e6),

	/** From the request to the first call of all monitors. */
	FIRST_CONTENTS("a family of 100,000 subkeys, first contents at 10 monitors", Figure.NO_GOAL),

	/** From the change to the call of the last monitor. */
	CHANGE_FOR_ALL("one change of that family, seen by all 10", Figure.NO_GOAL),

	/** From the start of the first one until all see the subkeys of all. */
	CONVERGED("100 nodes in one process, 3 of them global, know each other", 5e6),

	/** From the beginning of its end until nothing is left of it. */
	LEFT("a node that has set 100,000 subkeys leaves", Figure.NO_GOAL),

	/** The same of a node that has set next to nothing. */
	LEFT_POOR("a node that has set one subkey leaves", Figure.NO_GOAL),

	/** To the global node and back. */
	LOOP_ROUND_TRIP("ports on event loops: round trip, p50", Figure.NO_GOAL),

	/** From one node over the global node to the other. */
	LOOP_CHANGE("ports on event loops: change seen by a monitor on another node, p50", Figure.NO_GOAL),

	/** The rare ones. */
	LOOP_CHANGE_P99("ports on event loops: change seen, p99", Figure.NO_GOAL),

	/** Of the medians. */
	LOOP_RATIO("ports on event loops: change seen, in round trips", 2),

	/** To the global node and back. */
	POOL_ROUND_TRIP("ports on the default pool: round trip, p50", Figure.NO_GOAL),

	/** From one node over the global node to the other. */
	POOL_CHANGE("ports on the default pool: change seen by a monitor on another node, p50", Figure.NO_GOAL),

	/** The rare ones. */
	POOL_CHANGE_P99("ports on the default pool: change seen, p99", Figure.NO_GOAL),

	/** Of the medians. */
	POOL_RATIO("ports on the default pool: change seen, in round trips", 2);

	private static final double NO_GOAL = Double.POSITIVE_INFINITY;

	private final String title;

	private final double goal;

	Figure(String title, double goal) {
		this.title = title;
		this.goal = goal;
	}

	/**
	 * The name for people.
	 * @return the title
	 */
	public String title() {
		return this.title;
	}

	/**
	 * What it is to be at most.
	 * @return the goal, infinite if there is none
	 */
	public double goal() {
		return this.goal;
	}

	/**
	 * Whether there is a goal.
	 * @return whether it is to be judged
	 */
	public boolean hasGoal() {
		return this.goal < NO_GOAL;
	}

	/**
	 * Whether it is a ratio, and no time.
	 * @return whether it has no unit
	 */
	public boolean isRatio() {
		return this == LOOP_RATIO || this == POOL_RATIO;
	}

}
