package io.aemp.boot.autoconfigure;

import io.aemp.InvalidConfigurationException;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The meters of the node.
 *
 * @param maxLabels Most labels of ports that have meters of their own. Ports with labels
 * that occur later are shown together, as 'other'.
 * @param maxPeers Most connected peers that have meters of their own, which are tagged
 * with the node ID. Without it, meters show all peers together.
 */
public record MetricsProperties(@DefaultValue("100") int maxLabels, @DefaultValue("0") int maxPeers) {

	static final MetricsProperties DEFAULTS = new MetricsProperties(100, 0);

	/** Refuses values that are out of range, whether or not there is a registry. */
	void check() {
		require("metrics.max_labels", this.maxLabels);
		require("metrics.max_peers", this.maxPeers);
	}

	private static void require(String setting, int value) {
		if (value < 0) {
			throw new InvalidConfigurationException(setting, value + " is negative.",
					"Give 0 for none, or a positive number.");
		}
	}

}
