package io.aemp.benchmarks.process;

import java.util.List;

/**
 * A system that can be measured. Each workload has new processes: one, or two that talk
 * over loopback. They are started with these arguments:
 *
 * <pre>
 * serve WORKLOAD
 * connect WORKLOAD SECONDS WARM-UP-SECONDS ADDRESS SERVER-PID
 * local WORKLOAD SECONDS WARM-UP-SECONDS
 * </pre>
 *
 * A process prints {@code ADDRESS text} when it serves, and then waits for the end of its
 * standard input. The others print one line and end: {@code RESULT metric=number ...},
 * with the names and units of {@link Metric}, or {@code NOT-APPLICABLE why}. Whatever
 * else they print is shown if they fail.
 */
public interface Subject {

	/**
	 * The name on the command line.
	 * @return words and hyphens
	 */
	String name();

	/**
	 * The name for people, with the version.
	 * @return the title
	 */
	String title();

	/**
	 * Which part it plays in the comparison.
	 * @return the side
	 */
	Side side();

	/**
	 * Whether what it needs is installed.
	 * @return whether it can be measured
	 */
	default boolean isInstalled() {
		return true;
	}

	/**
	 * The command that starts a process.
	 * @param java the beginning of the command for a JVM: the program, the memory, the
	 * class path
	 * @param arguments see above
	 * @return the command
	 */
	List<String> command(List<String> java, List<String> arguments);

	/** Which part a system plays. */
	enum Side {

		/** What all others are measured by: as fast as a protocol by hand can be. */
		YARDSTICK,
		/** Ours. */
		OURS,
		/** Another system for messages. */
		PEER

	}

}
