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
 * @param samplingInterval One of how many messages is timed on average, if the methods
 * that receive them are quick. Methods that take long are timed each time. 1 to time all.
 */
public record MetricsProperties(@DefaultValue("100") int maxLabels, @DefaultValue("0") int maxPeers,
		@DefaultValue("64") int samplingInterval) {

	static final MetricsProperties DEFAULTS = new MetricsProperties(100, 0, 64);

	private static final int LONGEST_INTERVAL = 1_000_000;

	/** Refuses values that are out of range, whether or not there is a registry. */
	void check() {
		require("metrics.max_labels", this.maxLabels);
		require("metrics.max_peers", this.maxPeers);
		if (this.samplingInterval < 1 || this.samplingInterval > LONGEST_INTERVAL) {
			throw new InvalidConfigurationException("metrics.sampling_interval",
					this.samplingInterval + " is out of range.",
					"Give 1 to time each message, or a greater number up to " + LONGEST_INTERVAL + ".");
		}
	}

	private static void require(String setting, int value) {
		if (value < 0) {
			throw new InvalidConfigurationException(setting, value + " is negative.",
					"Give 0 for none, or a positive number.");
		}
	}

}
