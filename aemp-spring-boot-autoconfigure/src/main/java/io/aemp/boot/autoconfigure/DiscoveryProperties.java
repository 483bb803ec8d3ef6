package io.aemp.boot.autoconfigure;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

import io.aemp.InvalidConfigurationException;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;

/**
 * Seeds that are found while the node runs.
 *
 * @param interval How often names among the seeds are looked up, and beans of type
 * SeedSource asked. At least 1s. In seconds, if no unit is given.
 * @param services Services whose instances are seeds, by the DiscoveryClient of Spring
 * Cloud.
 * @param port Port at which the instances of the services listen as nodes, unless their
 * metadata has 'aemp.port'.
 */
public record DiscoveryProperties(@DefaultValue("10s") @DurationUnit(ChronoUnit.SECONDS) Duration interval,
		@DefaultValue List<String> services, @DefaultValue("4040") int port) {

	private static final int MAX_PORT = 65535;

	/** The interval, after a check of the port. */
	Duration toSeedInterval() {
		if (this.port < 1 || this.port > MAX_PORT) {
			throw new InvalidConfigurationException("discovery.port", this.port + " is no port.",
					"Give the port at which the instances listen as nodes, from 1 to " + MAX_PORT + ".");
		}
		return this.interval;
	}

}
