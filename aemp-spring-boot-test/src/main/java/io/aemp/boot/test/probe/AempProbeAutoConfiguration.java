package io.aemp.boot.test.probe;

import io.aemp.Node;
import io.aemp.boot.autoconfigure.AempAutoConfiguration;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Scope;

/** Auto-configuration of probes: one for each injection point. */
@AutoConfiguration(after = AempAutoConfiguration.class)
@ConditionalOnBean(Node.class)
@EnableConfigurationProperties(AempProbeProperties.class)
public final class AempProbeAutoConfiguration {

	@Bean(destroyMethod = "")
	@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
	AempProbe aempProbe(Node node, AempProbeProperties properties) {
		return new AempProbe(node, properties.timeout(), properties.quiet());
	}

}
