package io.aemp.global;

import io.aemp.NodeConfiguration.GlobalMode;

/**
 * The settings of the global service of a node.
 *
 * @param node the ID of the node
 * @param networked whether the node is configured for the network
 * @param seeded whether it has seeds
 * @param mode whether it becomes global
 * @param limits the limits of the database
 */
public record GlobalSettings(String node, boolean networked, boolean seeded, GlobalMode mode, DatabaseLimits limits) {

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
