package io.aemp.boot.client;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.aemp.boot.handler.InvalidAnnotationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.EnvironmentAware;
import org.springframework.context.ResourceLoaderAware;
import org.springframework.core.Ordered;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotationAttributes;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * Defines the clients that {@link ImportAempClients @ImportAempClients} names, once all
 * configuration classes are known, if there is something that makes them.
 */
final class ClientRegistrar
		implements BeanDefinitionRegistryPostProcessor, EnvironmentAware, ResourceLoaderAware, Ordered {

	private static final Logger logger = LoggerFactory.getLogger(ClientRegistrar.class);

	/** The first client of each interface. */
	private final Map<String, BeanDefinition> clients = new HashMap<>();

	private Environment environment = new StandardEnvironment();

	private ResourceLoader resourceLoader = new DefaultResourceLoader();

	@Override
	public void setEnvironment(Environment environment) {
		this.environment = environment;
	}

	@Override
	public void setResourceLoader(ResourceLoader resourceLoader) {
		this.resourceLoader = resourceLoader;
	}

	@Override
	public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
		if (!(registry instanceof DefaultListableBeanFactory beanFactory) || !makesClients(beanFactory)) {
			logger.info("There are no clients for @ImportAempClients, because this context has no node");
			return;
		}
		for (String name : beanFactory.getBeanDefinitionNames()) {
			if (beanFactory.getBeanDefinition(name) instanceof AnnotatedBeanDefinition definition
					&& definition.getFactoryMethodMetadata() == null) {
				definition.getMetadata()
					.getMergedRepeatableAnnotationAttributes(ImportAempClients.class, ImportAempClients.Container.class,
							true)
					.forEach(
							(annotation) -> register(annotation, definition.getMetadata().getClassName(), beanFactory));
			}
		}
	}

	private static boolean makesClients(DefaultListableBeanFactory beanFactory) {
		return BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beanFactory, AempClients.class, true,
				false).length > 0;
	}

	private void register(AnnotationAttributes annotation, String place, DefaultListableBeanFactory beanFactory) {
		String group = this.environment.resolvePlaceholders(annotation.getString("group"));
		Set<String> types = new LinkedHashSet<>(Arrays.asList(annotation.getStringArray("types")));
		ClientSearch search = new ClientSearch(this.environment, this.resourceLoader);
		for (String basePackage : annotation.getStringArray("basePackages")) {
			types.addAll(search.in(this.environment.resolvePlaceholders(basePackage)));
		}
		if (!StringUtils.hasText(group) || types.isEmpty()) {
			throw new InvalidAnnotationException(
					"@ImportAempClients of " + place
							+ (StringUtils.hasText(group) ? " finds no interface for the group '" + group + "'."
									: " names no group."),
					"Name interfaces with @AempExchange methods as 'types', or packages that contain some as"
							+ " 'basePackages', and a group for them.");
		}
		types.forEach((type) -> register(group, type, beanFactory));
	}

	/** Several classes may need the same client. */
	private void register(String group, String typeName, DefaultListableBeanFactory beanFactory) {
		String name = ClientFactoryBean.beanName(group, typeName);
		if (beanFactory.containsBeanDefinition(name)) {
			return;
		}
		Class<?> type = ClassUtils.resolveClassName(typeName, this.resourceLoader.getClassLoader());
		RootBeanDefinition definition = definition(group, type);
		BeanDefinition other = this.clients.putIfAbsent(typeName, definition);
		if (other != null) {
			other.setPrimary(false);
		}
		// who asks for the interface wants a client, not a port of this application
		definition.setPrimary(other == null && !hasPrimary(type, beanFactory));
		beanFactory.registerBeanDefinition(name, definition);
	}

	/** Whether the application prefers a bean of its own, which decorates the client. */
	private static boolean hasPrimary(Class<?> type, DefaultListableBeanFactory beanFactory) {
		return Stream.of(beanFactory.getBeanNamesForType(type, true, false))
			.anyMatch((name) -> beanFactory.containsBeanDefinition(name)
					&& beanFactory.getBeanDefinition(name).isPrimary());
	}

	private RootBeanDefinition definition(String group, Class<?> type) {
		RootBeanDefinition definition = new RootBeanDefinition(ClientFactoryBean.class);
		definition.setTargetType(ResolvableType.forClassWithGenerics(ClientFactoryBean.class, type));
		// who searches the beans by type need not create the factory, and the node with
		// it
		definition.setAttribute(FactoryBean.OBJECT_TYPE_ATTRIBUTE, type);
		definition.getConstructorArgumentValues().addIndexedArgumentValue(0, type);
		definition.getConstructorArgumentValues().addIndexedArgumentValue(1, group);
		definition.setAutowireMode(AbstractBeanDefinition.AUTOWIRE_CONSTRUCTOR);
		definition.addQualifier(new AutowireCandidateQualifier(Qualifier.class, group));
		return definition;
	}

	/** After those that define further configuration classes. */
	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

}
