package io.aemp.boot.autoconfigure;

import io.aemp.ExecutionPolicy;
import io.aemp.Framing;
import io.aemp.NodeConfiguration;
import io.aemp.NodeConfigurationBuilder;
import io.aemp.SendInterceptor;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.support.CompositeTaskDecorator;
import org.springframework.util.function.SingletonSupplier;

/**
 * Makes the configuration of the node from properties, and from the beans it may have.
 */
final class NodeConfigurationFactory {

	private final AempProperties properties;

	private final ConfigurableEnvironment environment;

	private final ListableBeanFactory beanFactory;

	NodeConfigurationFactory(AempProperties properties, ConfigurableEnvironment environment,
			ListableBeanFactory beanFactory) {
		this.properties = properties;
		this.environment = environment;
		this.beanFactory = beanFactory;
	}

	NodeConfiguration create(SslIdentities sslIdentities, LateBeans lateBeans) {
		NodeConfigurationBuilder builder = NodeConfiguration.builder()
			.customFramings(this.beanFactory.getBeanProvider(Framing.class).orderedStream().toList())
			.observers(lateBeans.observer())
			.seedSources(BeanSeedSource.all(this.beanFactory));
		new PropertiesMapper(sslIdentities, this.environment.getProperty("spring.application.name", ""))
			.configure(this.properties, builder);
		if (lateBeans.has(ExecutionPolicy.class)) {
			builder.executionPolicy(lateBeans.policy());
		}
		if (lateBeans.has(TaskDecorator.class)) {
			decorate(builder);
		}
		if (lateBeans.has(SendInterceptor.class)) {
			intercept(builder);
		}
		this.beanFactory.getBeanProvider(NodeConfigurationCustomizer.class)
			.orderedStream()
			.forEach((customizer) -> customizer.customize(builder));
		NodeConfiguration configuration = builder.build();
		new ConfigurationWarnings(this.environment, this.beanFactory).log(configuration, this.properties);
		return configuration;
	}

	private void intercept(NodeConfigurationBuilder builder) {
		ObjectProvider<SendInterceptor> interceptors = this.beanFactory.getBeanProvider(SendInterceptor.class);
		builder.sendInterceptor(new SendInterceptors(() -> interceptors.orderedStream().toList()));
	}

	/** Decorators are created with the first task: they may want the node. */
	private void decorate(NodeConfigurationBuilder builder) {
		ObjectProvider<TaskDecorator> decorators = this.beanFactory.getBeanProvider(TaskDecorator.class);
		SingletonSupplier<TaskDecorator> decorator = SingletonSupplier
			.of(() -> new CompositeTaskDecorator(decorators.orderedStream().toList()));
		builder.taskDecorator((task) -> decorator.obtain().decorate(task));
	}

}
