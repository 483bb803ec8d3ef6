package io.aemp.boot.autoconfigure;

import java.util.Map;

import io.aemp.Node;
import io.aemp.boot.client.AempClients;
import io.aemp.boot.client.AempOperations;
import io.aemp.boot.client.AempTemplate;
import io.aemp.boot.client.TimeLimits;
import io.aemp.boot.conversion.ElementConversion;
import io.aemp.boot.handler.AnnotationTexts;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** Configures the typed clients. */
@Configuration(proxyBeanMethods = false)
class ClientsConfiguration {

	@Bean
	@ConditionalOnMissingBean
	TimeLimits aempTimeLimits() {
		return new TimeLimits(System::nanoTime);
	}

	/**
	 * Each context has its own, since the properties of a child may name other groups.
	 */
	@Bean(destroyMethod = "close")
	@Lazy
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	AempClients aempClients(Node node, ElementConversion conversion, TimeLimits limits, AempProperties properties,
			ConfigurableBeanFactory beanFactory) {
		Map<String, ClientProperties> groups = properties.getClient();
		return new AempClients(node, conversion, (group) -> ClientProperties.find(groups, group).toSettings(group),
				limits, new AnnotationTexts(beanFactory));
	}

	@Bean(destroyMethod = "close")
	@Lazy
	@ConditionalOnMissingBean(AempOperations.class)
	AempTemplate aempTemplate(Node node, ElementConversion conversion, TimeLimits limits) {
		return new AempTemplate(node, conversion, ClientProperties.DEFAULTS.timeout(), limits);
	}

}
