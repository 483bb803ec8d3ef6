package io.aemp.boot.autoconfigure;

import io.aemp.Node;
import io.aemp.boot.actuate.AempHealthIndicator;
import io.aemp.boot.actuate.NodeDrain;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.context.annotation.Bean;

/** Auto-configuration of the health contributor {@code aemp}. */
@AutoConfiguration(after = AempAutoConfiguration.class, before = HealthContributorAutoConfiguration.class)
@ConditionalOnClass({ Health.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnBean(Node.class)
@ConditionalOnEnabledHealthIndicator("aemp")
public final class AempHealthContributorAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = { "aempHealthIndicator", "aempHealthContributor" })
	AempHealthIndicator aempHealthContributor(Node node, ObjectProvider<NodeDrain> drain) {
		return new AempHealthIndicator(node, drain.getIfAvailable());
	}

}
