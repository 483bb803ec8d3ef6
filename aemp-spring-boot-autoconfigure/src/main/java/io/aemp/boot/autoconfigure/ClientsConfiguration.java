package io.aemp.boot.autoconfigure;

import java.util.Map;

import io.aemp.Node;
import io.aemp.boot.client.AempClients;
import io.aemp.boot.client.AempOperations;
import io.aemp.boot.client.AempTemplate;
import io.aemp.boot.client.ClientRegistrar;
import io.aemp.boot.client.TimeLimits;
import io.aemp.boot.conversion.ElementConversion;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Configures the typed clients. */
@Configuration(proxyBeanMethods = false)
class ClientsConfiguration {

	@Bean
	static ClientRegistrar aempClientRegistrar() {
		return new ClientRegistrar();
	}

	@Bean
	@ConditionalOnMissingBean
	TimeLimits aempTimeLimits() {
		return new TimeLimits(System::nanoTime);
	}

	@Bean(destroyMethod = "close")
	@ConditionalOnMissingBean
	AempClients aempClients(Node node, ElementConversion conversion, TimeLimits limits, AempProperties properties) {
		Map<String, ClientProperties> groups = properties.getClient();
		return new AempClients(node, conversion,
				(group) -> groups.getOrDefault(group, ClientProperties.DEFAULTS).toSettings(group), limits);
	}

	@Bean(destroyMethod = "close")
	@ConditionalOnMissingBean(AempOperations.class)
	AempTemplate aempTemplate(Node node, ElementConversion conversion, TimeLimits limits) {
		return new AempTemplate(node, conversion, ClientProperties.DEFAULTS.timeout(), limits);
	}

}
