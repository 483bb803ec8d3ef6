package io.aemp.boot.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.aemp.NodeConfiguration;
import io.aemp.boot.client.ClientFactoryBean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.env.ConfigurableEnvironment;

/** Warns of what is configured and has no effect. */
final class ConfigurationWarnings {

	private static final Logger logger = LoggerFactory.getLogger(ConfigurationWarnings.class);

	private final ConfigurableEnvironment environment;

	private final ListableBeanFactory beanFactory;

	ConfigurationWarnings(ConfigurableEnvironment environment, ListableBeanFactory beanFactory) {
		this.environment = environment;
		this.beanFactory = beanFactory;
	}

	void log(NodeConfiguration configuration, AempProperties properties) {
		warnOfMistypedVariables();
		warnOfNoDiscoveryClient(properties);
		warnOfUnknownGroups(properties);
		if (!configuration.isNetworked()) {
			warnOfIgnored(configuration, properties);
		}
	}

	private void warnOfMistypedVariables() {
		new MistypedVariables(this.environment).find()
			.forEach((found) -> logger.warn("The {} sets nothing: there is no property '{}'{}", found.origin(),
					found.name(), found.suggestion()));
	}

	private void warnOfNoDiscoveryClient(AempProperties properties) {
		DiscoveryProperties discovery = properties.getDiscovery();
		if (discovery != null && !discovery.services().isEmpty()
				&& !this.beanFactory.containsBean(AempDiscoveryAutoConfiguration.SEEDS)) {
			logger.warn("'aemp.discovery.services' names {}, but there is no bean of type DiscoveryClient, so no seeds"
					+ " are found by it. Add a starter of Spring Cloud that has one, or name the seeds in"
					+ " 'aemp.seeds'", discovery.services());
		}
	}

	/**
	 * Says nothing where there is no group at all: clients may be those of a child
	 * context, or of a part of the application that a test leaves out.
	 */
	private void warnOfUnknownGroups(AempProperties properties) {
		Set<String> groups = ClientFactoryBean.groups(this.beanFactory);
		Set<String> known = groups.stream().map(ClientProperties::uniform).collect(Collectors.toSet());
		if (!groups.isEmpty()) {
			properties.getClient()
				.keySet()
				.stream()
				.filter((group) -> !known.contains(ClientProperties.uniform(group)))
				.forEach((group) -> logger.warn("The properties 'aemp.client.{}.*' set nothing: no @ImportAempClients"
						+ " names such a group. The groups are {}", group, groups));
		}
	}

	private static void warnOfIgnored(NodeConfiguration configuration, AempProperties properties) {
		List<String> ignored = new ArrayList<>();
		if (properties.getBinds() != null && !properties.getBinds().isEmpty()) {
			ignored.add("binds " + properties.getBinds());
		}
		if (!configuration.seeds().isEmpty()) {
			ignored.add("seeds " + configuration.seeds());
		}
		if (!configuration.seedSources().isEmpty()) {
			ignored.add("seed sources " + configuration.seedSources());
		}
		if (!configuration.advertise().isEmpty()) {
			ignored.add("advertise " + configuration.advertise());
		}
		if (!configuration.acceptedSecrets().isEmpty()) {
			ignored.add("accepted secrets");
		}
		if (!ignored.isEmpty()) {
			logger.warn("Neither 'aemp.secret' nor 'aemp.ssl.bundle' is set, so the node stays local; ignored: {}",
					String.join(", ", ignored));
		}
	}

}
