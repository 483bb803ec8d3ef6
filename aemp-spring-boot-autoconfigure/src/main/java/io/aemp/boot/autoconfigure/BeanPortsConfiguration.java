package io.aemp.boot.autoconfigure;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.stream.Stream;

import io.aemp.InvalidConfigurationException;
import io.aemp.Node;
import io.aemp.NodeConfiguration;
import io.aemp.annotation.AempAdvice;
import io.aemp.boot.conversion.ElementConversion;
import io.aemp.boot.conversion.PojoMapping;
import io.aemp.boot.conversion.TypeConversion;
import io.aemp.boot.handler.Advice;
import io.aemp.boot.handler.ArgumentResolver;
import io.aemp.boot.handler.ArgumentValidators;
import io.aemp.boot.handler.BeanMethods;
import io.aemp.boot.handler.FailureDescriber;
import io.aemp.boot.handler.HandlerExtensions;
import io.aemp.boot.handler.HandlerWatch;
import io.aemp.boot.handler.MessageInterceptor;
import io.aemp.boot.handler.ResultWriter;
import io.aemp.boot.handler.TypedMessages;
import io.aemp.boot.listener.FamilyListenerFactory;
import io.aemp.boot.listener.NodeEvents;
import io.aemp.boot.port.AnnotatedBeans;
import io.aemp.boot.port.BeanPorts;
import io.aemp.boot.port.FamilyNames;
import io.aemp.boot.port.LatePortBeans;
import io.aemp.boot.port.PortDeaths;
import io.aemp.boot.port.PortDispatchers;
import io.aemp.dispatch.NodeThreadFactory;
import io.aemp.runtime.ManagedNode;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.OrderUtils;
import org.springframework.core.convert.ConversionService;
import org.springframework.validation.Validator;
import org.springframework.validation.beanvalidation.MethodValidationPostProcessor;

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
	@ConditionalOnMissingBean
	TypedMessages aempTypedMessages(ElementConversion conversion) {
		return new TypedMessages(conversion);
	}

	/** Each context has its own: it opens the ports of the beans of one context. */
	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	BeanMethods aempBeanMethods(ConfigurableListableBeanFactory beanFactory, Node node, ElementConversion conversion,
			PortEvents events, AempProperties properties, ObjectProvider<HandlerWatch> watches,
			ObjectProvider<MessageInterceptor> interceptors, ObjectProvider<ArgumentResolver> argumentResolvers,
			ObjectProvider<ResultWriter> resultWriters, ObjectProvider<FailureDescriber> failureDescriber,
			ObjectProvider<Validator> validators, ObjectProvider<MethodValidationPostProcessor> methodValidation) {
		ArgumentValidators argumentValidators = new ArgumentValidators(validators::getIfUnique,
				() -> methodValidation.stream().findAny().isPresent());
		int unfinishedAnswersLimit = LimitsProperties.unfinishedAnswers(properties.getLimits());
		return new BeanMethods(node, conversion,
				() -> new HandlerExtensions(watches.orderedStream().toList(), interceptors.orderedStream().toList(),
						argumentResolvers.orderedStream().toList(), resultWriters.orderedStream().toList(),
						advices(beanFactory), argumentValidators,
						failureDescriber.getIfAvailable(() -> FailureDescriber.MESSAGE), events::failed,
						properties.isLogMessageContents(), unfinishedAnswersLimit));
	}

	private static List<Advice> advices(ConfigurableListableBeanFactory beanFactory) {
		return Stream.of(beanFactory.getBeanNamesForAnnotation(AempAdvice.class))
			.map((name) -> new Advice(
					Objects.requireNonNull(AutoProxyUtils.determineTargetClass(beanFactory, name), name),
					() -> beanFactory.getBean(name)))
			.sorted(Comparator.comparingInt((advice) -> OrderUtils.getOrder(advice.type(), Ordered.LOWEST_PRECEDENCE)))
			.toList();
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	BeanPorts aempPorts(ConfigurableListableBeanFactory beanFactory, Node node, BeanMethods methods, PortDeaths deaths,
			LatePortBeans late) {
		return beanPorts(beanFactory, node, methods, deaths, late);
	}

	private static BeanPorts beanPorts(ConfigurableListableBeanFactory beanFactory, Node node, BeanMethods methods,
			PortDeaths deaths, LatePortBeans late) {
		PortDispatchers dispatchers = HandlerExecutor.dispatchers(beanFactory);
		return new BeanPorts(new AnnotatedBeans(beanFactory, node, methods, dispatchers, late), beanFactory, node,
				deaths, System::nanoTime);
	}

	/** Opens the ports of beans in child contexts that are not auto-configured. */
	@Bean
	ChildContexts aempChildContexts(ApplicationContext context, Node node, BeanMethods methods, PortDeaths deaths) {
		return new ChildContexts(context, node,
				(child) -> beanPorts(child, node, methods, deaths, new LatePortBeans()));
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	NodeEvents aempNodeEvents(Node node, ContextEvents publisher, FamilyListenerFactory listeners,
			AempProperties properties) {
		Set<String> families = properties.getMonitorFamilies();
		families.stream().filter((family) -> !FamilyNames.isValid(family)).findFirst().ifPresent((family) -> {
			throw new InvalidConfigurationException("monitor_families",
					"'" + family + "' is not a valid family name: it starts with a letter and consists of letters,"
							+ " digits, '_' and ':'.",
					"Correct the name.");
		});
		return new NodeEvents(node, publisher, listeners, families);
	}

	@Bean
	LifecyclePhase aempNodeLifecycle(ContextNode contextNode, Node node, SslIdentities sslIdentities,
			NodeEvents events) {
		if (contextNode.isOwn() && node instanceof ManagedNode managed) {
			sslIdentities.follow(managed);
		}
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
		return deaths.listen(events::died);
	}

	@Bean
	LifecyclePhase aempPortsLifecycle(BeanPorts ports, Node node, ContextNode contextNode) {
		ThreadFactory threads = new NodeThreadFactory("aemp-" + node.id() + "-stop-");
		return new LifecyclePhase(LifecyclePhase.PORTS, ports::open,
				() -> ports.closeAll().thenRunAsync(contextNode::killPorts, (task) -> threads.newThread(task).start()));
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
