package io.aemp.benchmarks.process;

import java.util.Locale;

/** What else the machine does while something is measured. */
public enum Load {

	/** Nothing. */
	IDLE("nothing else", 0),

	/** One other process is never idle. */
	ONE_SPINNER("one process that spins", 1),

	/** Two other processes are never idle. */
	TWO_SPINNERS("two processes that spin", 2);

	private final String title;

	private final int spinners;

	Load(String title, int spinners) {
		this.title = title;
		this.spinners = spinners;
	}

	/**
	 * The name on the command line.
	 * @return words and hyphens
	 */
	public String id() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * Finds a load.
	 * @param id the name on the command line
	 * @return the load
	 * @throws IllegalArgumentException if there is none
	 */
	public static Load of(String id) {
		return valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
	}

	/**
	 * The name for people.
	 * @return what runs beside
	 */
	public String title() {
		return this.title;
	}

	/**
	 * How many processes spin, each on one core.
	 * @return processes
	 */
	public int spinners() {
		return this.spinners;
	}

}
