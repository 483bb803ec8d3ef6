package io.aemp.global;

import io.aemp.NodeConfiguration.GlobalMode;

/**
 * How the global service of a node is to be.
 *
 * @param node the ID of the node
 * @param networked whether the node is configured for the network
 * @param seeded whether it has seeds
 * @param mode whether it is to be global
 * @param limits what must not be exceeded
 */
public record GlobalSettings(String node, boolean networked, boolean seeded, GlobalMode mode, DatabaseLimits limits) {

	/**
	 * What must not be exceeded.
	 *
	 * @param monitorsPerPeer families that one peer may monitor; more are refused
	 * @param subkeysPerPeer subkeys that one peer may set; changes that would set more
	 * are refused
	 * @param waitingChanges changes that may wait for a family monitor of this node; the
	 * later ones are joined
	 */
	public record DatabaseLimits(int monitorsPerPeer, int subkeysPerPeer, int waitingChanges) {

		/** 100 000 monitors, 1 000 000 subkeys, 1000 changes. */
		public static final DatabaseLimits DEFAULTS = new DatabaseLimits(100_000, 1_000_000, 1000);

	}

}
