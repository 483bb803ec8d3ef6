package io.aemp.boot.autoconfigure;

import io.aemp.DataConnections;
import io.aemp.Database;
import io.aemp.Framing;
import io.aemp.Functions;
import io.aemp.Network;
import io.aemp.Node;
import io.aemp.NodeConfiguration;
import io.aemp.NodeConfigurationBuilder;
import io.aemp.boot.transfer.DataTransfer;
import io.aemp.runtime.ManagedNode;
import io.aemp.runtime.Nodes;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.support.CompositeTaskDecorator;
import org.springframework.util.function.SingletonSupplier;

/**
 * Auto-configuration of a node and of the beans that are ports. The node exists, and
 * works locally, as soon as it is injected. It joins the network when the context is
 * refreshed.
 */
@AutoConfiguration(after = { SslAutoConfiguration.class, TaskExecutionAutoConfiguration.class },
		afterName = "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration")
@ConditionalOnClass(Nodes.class)
@ConditionalOnSwitch(value = "aemp.enabled", matchIfMissing = true)
@EnableConfigurationProperties(AempProperties.class)
@Import({ BeanPortsConfiguration.class, ClientsConfiguration.class, PojoMappingConfiguration.class })
@ImportRuntimeHints(AempRuntimeHints.class)
public final class AempAutoConfiguration {

	@Bean
	static UnquotedSecret aempUnquotedSecret() {
		return new UnquotedSecret();
	}

	@Bean
	SslIdentities aempSslIdentities(ObjectProvider<SslBundles> sslBundles) {
		return new SslIdentities(sslBundles.getIfAvailable(DefaultSslBundleRegistry::new));
	}

	@Bean
	LateBeans aempLateBeans(ListableBeanFactory beanFactory) {
		return new LateBeans(beanFactory);
	}

	@Bean
	@ConditionalOnMissingBean
	NodeConfiguration aempNodeConfiguration(AempProperties properties, SslIdentities sslIdentities,
			ConfigurableEnvironment environment, ObjectProvider<Framing> framings, LateBeans lateBeans,
			ObjectProvider<TaskDecorator> taskDecorators, ObjectProvider<NodeConfigurationCustomizer> customizers,
			ListableBeanFactory beanFactory) {
		NodeConfigurationBuilder builder = NodeConfiguration.builder()
			.customFramings(framings.orderedStream().toList())
			.observers(lateBeans.observer())
			.seedSources(BeanSeedSource.all(beanFactory));
		new PropertiesMapper(sslIdentities, environment.getProperty("spring.application.name", ""))
			.configure(properties, builder);
		if (lateBeans.hasPolicy()) {
			builder.executionPolicy(lateBeans.policy());
		}
		if (BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beanFactory, TaskDecorator.class, true,
				false).length > 0) {
			// created with the first task: they may want the node
			SingletonSupplier<TaskDecorator> decorator = SingletonSupplier
				.of(() -> new CompositeTaskDecorator(taskDecorators.orderedStream().toList()));
			builder.taskDecorator((task) -> decorator.obtain().decorate(task));
		}
		customizers.orderedStream().forEach((customizer) -> customizer.customize(builder));
		NodeConfiguration configuration = builder.build();
		new ConfigurationWarnings(environment, beanFactory).log(configuration, properties);
		return configuration;
	}

	@Bean(destroyMethod = "close")
	@ConditionalOnMissingBean(Node.class)
	ManagedNode aempNode(NodeConfiguration configuration, ConfigurableBeanFactory beanFactory) {
		// handlers get the class loader that the creating thread has, whoever that is
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		thread.setContextClassLoader(beanFactory.getBeanClassLoader());
		try {
			return Nodes.create(configuration);
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

	@Bean
	@ConditionalOnMissingBean
	Database aempDatabase(Node node) {
		return NodeParts.of(Database.class, node::database);
	}

	@Bean
	@ConditionalOnMissingBean
	Functions aempFunctions(Node node) {
		return NodeParts.of(Functions.class, node::functions);
	}

	@Bean
	@ConditionalOnMissingBean
	DataConnections aempDataConnections(Node node) {
		return NodeParts.of(DataConnections.class, node::dataConnections);
	}

	@Bean
	@ConditionalOnMissingBean
	DataTransfer aempDataTransfer(Node node, DataConnections connections) {
		return new DataTransfer(node, connections);
	}

	@Bean
	@ConditionalOnMissingBean
	Network aempNetwork(Node node) {
		return NodeParts.of(Network.class, node::network);
	}

}
