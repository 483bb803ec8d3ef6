package io.aemp.boot.autoconfigure;

import io.aemp.DataConnections;
import io.aemp.Database;
import io.aemp.Functions;
import io.aemp.Network;
import io.aemp.Node;
import io.aemp.NodeConfiguration;
import io.aemp.boot.transfer.DataTransfer;
import io.aemp.runtime.Environment;
import io.aemp.runtime.ManagedNode;
import io.aemp.runtime.Nodes;
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
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.ConfigurableEnvironment;

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
	NodeConfigurationFactory aempNodeConfigurationFactory(AempProperties properties,
			ConfigurableEnvironment environment, ListableBeanFactory beanFactory) {
		return new NodeConfigurationFactory(properties, environment, beanFactory);
	}

	@Bean
	@ConditionalOnMissingBean
	NodeConfiguration aempNodeConfiguration(NodeConfigurationFactory factory, SslIdentities sslIdentities,
			LateBeans lateBeans) {
		return factory.create(sslIdentities, lateBeans);
	}

	@Bean(destroyMethod = "close")
	@ConditionalOnMissingBean(Node.class)
	ManagedNode aempNode(NodeConfiguration configuration, ObjectProvider<Environment> environment,
			ConfigurableBeanFactory beanFactory) {
		// handlers get the class loader that the creating thread has, whoever that is
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		thread.setContextClassLoader(beanFactory.getBeanClassLoader());
		try {
			Environment own = environment.getIfAvailable();
			return (own != null) ? Nodes.create(configuration, own) : Nodes.create(configuration);
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
	@Lazy
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
