package io.aemp.global;

import java.time.Duration;

import io.aemp.NodeConfiguration.GlobalMode;

/**
 * The settings of the global service of a node.
 *
 * @param node the ID of the node
 * @param networked whether the node is configured for the network
 * @param seeded whether it has seeds
 * @param mode whether it becomes global
 * @param timeouts how long the node waits
 * @param limits the limits of the database
 */
public record GlobalSettings(String node, boolean networked, boolean seeded, GlobalMode mode, Timeouts timeouts,
		DatabaseLimits limits) {

	/**
	 * How long a node waits.
	 *
	 * @param query for the answer to a query
	 * @param seeds for a seed, before it asks another node to stand in
	 * @param attempt for that node, before it asks the next one
	 */
	public record Timeouts(Duration query, Duration seeds, Duration attempt) {

		/** 30 seconds, 30 seconds and 2 seconds. */
		public static final Timeouts DEFAULTS = new Timeouts(Duration.ofSeconds(30), Duration.ofSeconds(30),
				Duration.ofSeconds(2));

	}

	/**
	 * The limits of the database.
	 *
	 * @param monitorsPerPeer how many families one peer may monitor; further requests are
	 * refused
	 * @param subkeysPerPeer how many subkeys one peer may set; changes that would exceed
	 * this are refused
	 * @param waitingChanges how many changes may wait for one family monitor of this
	 * node; the newest ones are merged then
	 */
	public record DatabaseLimits(int monitorsPerPeer, int subkeysPerPeer, int waitingChanges) {

		/** 100 000 monitors, 1 000 000 subkeys, 1000 changes. */
		public static final DatabaseLimits DEFAULTS = new DatabaseLimits(100_000, 1_000_000, 1000);

	}

}
