package io.aemp.global;

import java.time.Duration;
import java.util.List;

import io.aemp.dispatch.Timers;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which nodes may stand in for the seeds. It takes the list when the last seed
 * is lost, so that what stand-ins tell, who see a part of the network only, does not
 * change it. On the control executor.
 */
final class StandIns {

	private final Timers timers;

	private final Duration timeout;

	private FamilyEntries kept = FamilyEntries.EMPTY;

	private boolean needed;

	/** When the first seed came up after a time without any. */
	private long since;

	/**
	 * Creates an empty memory.
	 * @param timers provides the clock
	 * @param timeout how long a seed must have been up so that its list replaces an older
	 * one
	 */
	StandIns(Timers timers, Duration timeout) {
		this.timers = timers;
		this.timeout = timeout;
	}

	/** A seed is up, and was the first one. */
	void seedUp() {
		this.needed = false;
		this.since = this.timers.nanoTime();
	}

	/**
	 * The last seed is lost. A seed that has just restarted may not know all nodes yet,
	 * and nodes that it has not heard of keep their older list.
	 * @param told the list that was told last, empty if none was
	 */
	void seedsLost(FamilyEntries told) {
		boolean settled = this.timers.nanoTime() - this.since >= this.timeout.toNanos();
		if (!told.isEmpty() && (settled || this.kept.isEmpty())) {
			this.kept = told;
		}
		this.needed = true;
	}

	/**
	 * The list, in the order in which its nodes are asked.
	 * @return node IDs
	 */
	List<String> nodes() {
		return List.copyOf(this.kept.keySet());
	}

	/**
	 * The addresses of a node of the list, while no seed is up.
	 * @param node its node ID
	 * @return its addresses, {@code null} if they are not known here or a seed knows more
	 */
	@Nullable List<String> addresses(String node) {
		return this.needed ? DatabaseWireFormat.listeners(this.kept.get(node)) : null;
	}

}
