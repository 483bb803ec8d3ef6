package io.aemp.boot.test.network;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The in-memory network of tests.
 *
 * @param inMemory Whether the node is a member of an in-memory network instead of the
 * real one.
 * @param clock Who sets the clock of the network: 'real' or 'manual'.
 * @param seed What is left to chance in the network: how bytes are cut into pieces.
 */
@ConfigurationProperties(prefix = "aemp-test.network", ignoreUnknownFields = false)
record AempNetworkProperties(@DefaultValue("true") boolean inMemory, @DefaultValue("real") AempClock.Mode clock,
		@DefaultValue("0") long seed) {

}
