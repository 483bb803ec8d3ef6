package io.aemp.boot.autoconfigure;

import io.aemp.InvalidConfigurationException;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the actuator endpoints offer to operators.
 *
 * @param maxEvents How many of the last events the endpoint 'aempevents' knows, of each
 * subject: the network, ports, and faults of others. From 1 to 100000.
 */
public record OperationsProperties(@DefaultValue("1000") int maxEvents) {

	static final OperationsProperties DEFAULTS = new OperationsProperties(1000);

	private static final int MOST_EVENTS = 100_000;

	/** Refuses values that are out of range, whether or not there is an endpoint. */
	void check() {
		if (this.maxEvents < 1 || this.maxEvents > MOST_EVENTS) {
			throw new InvalidConfigurationException("operations.max_events", this.maxEvents + " is out of range.",
					"Give a number from 1 to " + MOST_EVENTS + ".");
		}
	}

}
