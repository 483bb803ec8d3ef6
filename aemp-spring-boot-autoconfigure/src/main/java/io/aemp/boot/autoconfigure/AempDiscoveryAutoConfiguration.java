package io.aemp.boot.autoconfigure;

import java.util.Objects;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.OnPropertyListCondition;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/**
 * Auto-configuration of seeds from the discovery client of Spring Cloud, for the services
 * in {@code aemp.discovery.services}.
 */
@AutoConfiguration(before = AempAutoConfiguration.class,
		afterName = { "org.springframework.cloud.client.discovery.composite.CompositeDiscoveryClientAutoConfiguration",
				"org.springframework.cloud.client.discovery.simple.SimpleDiscoveryClientAutoConfiguration" })
@ConditionalOnClass(DiscoveryClient.class)
@ConditionalOnBean(DiscoveryClient.class)
@ConditionalOnSwitch(value = "aemp.enabled", matchIfMissing = true)
@Conditional(AempDiscoveryAutoConfiguration.OnServices.class)
@EnableConfigurationProperties(AempProperties.class)
public final class AempDiscoveryAutoConfiguration {

	/** The name of the bean with the seeds. */
	static final String SEEDS = "aempDiscoveredSeeds";

	@Bean(SEEDS)
	@ConditionalOnMissingBean
	DiscoveredSeeds aempDiscoveredSeeds(DiscoveryClient client, AempProperties properties) {
		DiscoveryProperties discovery = Objects.requireNonNull(properties.getDiscovery());
		return new DiscoveredSeeds(client, discovery.services(), discovery.port());
	}

	/** Some services are named, as a list or in one text. */
	static final class OnServices extends OnPropertyListCondition {

		OnServices() {
			super("aemp.discovery.services", () -> ConditionMessage.forCondition("aemp discovery"));
		}

	}

}
