package io.aemp.boot.autoconfigure;

import io.aemp.NodeConfigurationBuilder;

/**
 * Changes the configuration of the node after the properties were applied. All beans of
 * this type are called in their order.
 */
@FunctionalInterface
public interface NodeConfigurationCustomizer {

	/**
	 * Changes the configuration.
	 * @param builder contains the settings from the properties
	 */
	void customize(NodeConfigurationBuilder builder);

}
