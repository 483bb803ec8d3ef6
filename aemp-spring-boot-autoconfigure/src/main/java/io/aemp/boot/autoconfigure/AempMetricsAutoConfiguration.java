package io.aemp.boot.autoconfigure;

import io.aemp.Node;
import io.aemp.boot.metrics.HandlerMeters;
import io.aemp.boot.metrics.NodeEventCounts;
import io.aemp.boot.metrics.NodeMeters;
import io.aemp.boot.metrics.RestartMeters;
import io.aemp.boot.port.BeanPorts;
import io.aemp.boot.port.MockedNode;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Auto-configuration of the meters of the node, where there is a meter registry. */
@AutoConfiguration(after = AempAutoConfiguration.class,
		afterName = { "org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration",
				"org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration" })
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({ Node.class, MeterRegistry.class })
public final class AempMetricsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	NodeEventCounts aempEventCounts() {
		return new NodeEventCounts();
	}

	@Bean
	@ConditionalOnMissingBean
	HandlerMeters aempHandlerMeters(MeterRegistry registry, AempProperties properties) {
		return new HandlerMeters(registry, properties.getMetrics().samplingInterval());
	}

	@Bean
	@ConditionalOnMissingBean
	RestartMeters aempRestartMeters(BeanPorts ports) {
		return new RestartMeters(ports);
	}

	@Bean
	@ConditionalOnMissingBean
	@Nullable NodeMeters aempNodeMeters(Node node, NodeEventCounts events, AempProperties properties) {
		MetricsProperties metrics = properties.getMetrics();
		return MockedNode.is(node) ? null
				: new NodeMeters(node, events, metrics.maxLabels(), metrics.maxPeers(), System::nanoTime);
	}

}
