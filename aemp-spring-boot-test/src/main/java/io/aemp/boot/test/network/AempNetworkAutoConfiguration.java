package io.aemp.boot.test.network;

import io.aemp.Node;
import io.aemp.boot.autoconfigure.AempAutoConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration of an in-memory network, and of the node of the context as a member
 * of it. A context that an {@link AempNetwork} has initialized has that network.
 */
@AutoConfiguration(before = AempAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "aemp-test.network.in-memory", matchIfMissing = true)
@EnableConfigurationProperties(AempNetworkProperties.class)
public final class AempNetworkAutoConfiguration {

	@Bean(AempNetwork.BEAN_NAME)
	@ConditionalOnMissingBean
	AempNetwork aempTestNetwork(AempNetworkProperties properties) {
		return AempNetwork.create(properties.clock(), properties.seed());
	}

	@Bean
	@ConditionalOnMissingBean
	AempClock aempClock(AempNetwork network) {
		return network.clock();
	}

	@Bean
	NetworkMember aempNetworkMember(AempNetwork network, Environment environment, ObjectProvider<Node> node) {
		boolean strict = environment.getProperty("aemp.strict-local-sends") == null;
		return new NetworkMember(network, strict, node::getObject);
	}

}
