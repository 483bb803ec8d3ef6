package io.aemp.boot.autoconfigure;

import java.util.Set;
import java.util.concurrent.ThreadFactory;

import io.aemp.InvalidConfigurationException;
import io.aemp.Node;
import io.aemp.NodeConfiguration;
import io.aemp.boot.conversion.ElementConversion;
import io.aemp.boot.conversion.PojoMapping;
import io.aemp.boot.conversion.TypeConversion;
import io.aemp.boot.handler.BeanMethods;
import io.aemp.boot.handler.TypedMessages;
import io.aemp.boot.listener.FamilyListenerFactory;
import io.aemp.boot.listener.NodeEvents;
import io.aemp.boot.port.BeanPorts;
import io.aemp.boot.port.FamilyNames;
import io.aemp.boot.port.LatePortBeans;
import io.aemp.boot.port.PortDeaths;
import io.aemp.dispatch.NodeThreadFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.convert.ConversionService;

/** Configures the ports of beans, the events, and the order of start and stop. */
@Configuration(proxyBeanMethods = false)
class BeanPortsConfiguration {

	@Bean
	static FamilyListenerFactory aempFamilyListenerFactory() {
		return new FamilyListenerFactory();
	}

	@Bean
	static LatePortBeans aempLatePortBeans() {
		return new LatePortBeans();
	}

	@Bean
	ClosingContext aempClosingContext(ApplicationContext context) {
		return new ClosingContext(context);
	}

	@Bean
	ContextNode aempContextNode(ConfigurableListableBeanFactory beanFactory, Node node, ClosingContext context) {
		return new ContextNode(beanFactory, node, context);
	}

	@Bean
	ContextEvents aempContextEvents(ApplicationContext context, ContextNode node) {
		return new ContextEvents(context, node);
	}

	@Bean(destroyMethod = "close")
	PortEvents aempPortEvents(ContextEvents publisher, ClosingContext context) {
		return new PortEvents(publisher, context);
	}

	/**
	 * The deaths of the node are observed where the node is, maybe in a parent context.
	 */
	@Bean
	@ConditionalOnMissingBean
	PortDeaths aempPortDeaths() {
		return new PortDeaths();
	}

	@Bean
	@ConditionalOnMissingBean
	ElementConversion aempElementConversion(ConfigurableListableBeanFactory beanFactory,
			ObjectProvider<PojoMapping> pojos, NodeConfiguration configuration) {
		ConversionService conversionService = beanFactory.getConversionService();
		return new TypeConversion(
				(conversionService != null) ? conversionService : ApplicationConversionService.getSharedInstance(),
				pojos.getIfAvailable(), configuration.limits().nesting());
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	TypedMessages aempTypedMessages(ElementConversion conversion) {
		return new TypedMessages(conversion);
	}

	@Bean
	BeanExtensions aempBeanExtensions(ConfigurableListableBeanFactory beanFactory, PortEvents events,
			AempProperties properties) {
		return new BeanExtensions(beanFactory, events, properties);
	}

	/** Each context has its own: it opens the ports of the beans of one context. */
	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	BeanMethods aempBeanMethods(Node node, ElementConversion conversion, BeanExtensions extensions) {
		return new BeanMethods(node, conversion, extensions);
	}

	@Bean
	BeanPortsFactory aempBeanPortsFactory(Node node, BeanMethods methods, PortDeaths deaths,
			AempProperties properties) {
		return new BeanPortsFactory(node, methods, deaths, properties.getDrainTimeout());
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	BeanPorts aempPorts(BeanPortsFactory factory, ConfigurableListableBeanFactory beanFactory, LatePortBeans late) {
		return factory.create(beanFactory, late);
	}

	/** Opens the ports of beans in child contexts that are not auto-configured. */
	@Bean
	ChildContexts aempChildContexts(ApplicationContext context, BeanPortsFactory factory) {
		return new ChildContexts(context, factory);
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	NodeEvents aempNodeEvents(ContextEvents publisher, FamilyListenerFactory listeners, AempProperties properties) {
		Set<String> families = properties.getMonitorFamilies();
		families.stream().filter((family) -> !FamilyNames.isValid(family)).findFirst().ifPresent((family) -> {
			throw new InvalidConfigurationException("monitor_families",
					"'" + family + "' is not a valid family name: it " + FamilyNames.RULE + ".", "Correct the name.");
		});
		return new NodeEvents(publisher.node(), publisher, listeners, families);
	}

	@Bean
	LifecyclePhase aempNodeLifecycle(ContextNode contextNode, SslIdentities sslIdentities, NodeEvents events) {
		contextNode.managed().ifPresent(sslIdentities::follow);
		return LifecyclePhase.of(LifecyclePhase.NODE, () -> {
			events.start();
			contextNode.start();
		}, () -> {
			events.stop();
			contextNode.stop();
		});
	}

	/** Tells the listeners of this context what ports of its node die. */
	@Bean
	PortDeaths.Listening aempPortDeathsListening(PortDeaths deaths, PortEvents events) {
		return deaths.listen((event, label) -> events.died(event));
	}

	@Bean
	LifecyclePhase aempPortsLifecycle(BeanPorts ports, BeanPortsFactory factory, Node node, ContextNode contextNode) {
		ThreadFactory threads = new NodeThreadFactory("aemp-" + node.id() + "-stop-");
		return new LifecyclePhase(LifecyclePhase.PORTS, ports::open, () -> factory.close(ports, (port) -> true)
			.thenRunAsync(contextNode::killPorts, (task) -> threads.newThread(task).start()));
	}

	@Bean
	LifecyclePhase aempWithdrawalLifecycle(ContextNode contextNode, NodeEvents events, ClosingContext context) {
		return LifecyclePhase.of(LifecyclePhase.WITHDRAWAL, () -> {
		}, () -> {
			if (context.isClosing()) {
				events.stop();
				contextNode.withdraw();
			}
		});
	}

}
