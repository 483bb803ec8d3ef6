package io.aemp.boot.autoconfigure;

import java.util.Set;

import io.aemp.InvalidConfigurationException;
import io.aemp.Node;
import io.aemp.NodeConfiguration;
import io.aemp.boot.conversion.ElementConversion;
import io.aemp.boot.conversion.PojoMapping;
import io.aemp.boot.conversion.TypeConversion;
import io.aemp.boot.handler.ArgumentResolver;
import io.aemp.boot.handler.ArgumentValidators;
import io.aemp.boot.handler.BeanMethods;
import io.aemp.boot.handler.FailureDescriber;
import io.aemp.boot.handler.HandlerExtensions;
import io.aemp.boot.handler.MessageInterceptor;
import io.aemp.boot.handler.ResultWriter;
import io.aemp.boot.listener.FamilyListenerFactory;
import io.aemp.boot.listener.NodeEvents;
import io.aemp.boot.port.AnnotatedBeans;
import io.aemp.boot.port.BeanPorts;
import io.aemp.boot.port.FamilyNames;
import io.aemp.boot.port.LatePortBeans;
import io.aemp.boot.port.PortDeaths;
import io.aemp.boot.port.PortDispatchers;
import io.aemp.runtime.ManagedNode;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
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

	@Bean(destroyMethod = "close")
	PortEvents aempPortEvents(ApplicationEventPublisher publisher, ClosingContext context) {
		return new PortEvents(publisher, context);
	}

	@Bean
	PortDeaths aempPortDeaths(PortEvents events) {
		return new PortDeaths(events::died);
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
	BeanMethods aempBeanMethods(Node node, ElementConversion conversion, PortEvents events, AempProperties properties,
			ObjectProvider<MessageInterceptor> interceptors, ObjectProvider<ArgumentResolver> argumentResolvers,
			ObjectProvider<ResultWriter> resultWriters, ObjectProvider<FailureDescriber> failureDescriber,
			ObjectProvider<Validator> validators, ObjectProvider<MethodValidationPostProcessor> methodValidation) {
		ArgumentValidators argumentValidators = new ArgumentValidators(validators::getIfUnique,
				() -> methodValidation.stream().findAny().isPresent());
		return new BeanMethods(node, conversion,
				() -> new HandlerExtensions(interceptors.orderedStream().toList(),
						argumentResolvers.orderedStream().toList(), resultWriters.orderedStream().toList(),
						argumentValidators, failureDescriber.getIfAvailable(() -> FailureDescriber.MESSAGE),
						events::failed, properties.isLogMessageContents()));
	}

	@Bean
	@ConditionalOnMissingBean
	BeanPorts aempPorts(ConfigurableListableBeanFactory beanFactory, Node node, BeanMethods methods, PortDeaths deaths,
			LatePortBeans late) {
		PortDispatchers dispatchers = new PortDispatchers(HandlerExecutor.dispatcher(beanFactory));
		return new BeanPorts(new AnnotatedBeans(beanFactory, node, methods, dispatchers, late), beanFactory, node,
				deaths, System::nanoTime);
	}

	@Bean
	@ConditionalOnMissingBean
	NodeEvents aempNodeEvents(Node node, ApplicationEventPublisher publisher, FamilyListenerFactory listeners,
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
	LifecyclePhase aempNodeLifecycle(Node node, SslIdentities sslIdentities, NodeEvents events,
			ClosingContext context) {
		if (node instanceof ManagedNode managed) {
			sslIdentities.follow(managed);
		}
		return LifecyclePhase.of(LifecyclePhase.NODE, () -> {
			events.start();
			if (node instanceof ManagedNode managed) {
				managed.start();
			}
		}, () -> {
			events.stop();
			if (context.isClosing()) {
				node.close();
			}
		});
	}

	@Bean
	LifecyclePhase aempPortsLifecycle(BeanPorts ports, Node node, ClosingContext context) {
		return new LifecyclePhase(LifecyclePhase.PORTS, ports::open, () -> ports.close().thenRunAsync(() -> {
			if (context.isClosing() && node instanceof ManagedNode managed) {
				managed.killPorts();
			}
		}, new SimpleAsyncTaskExecutor("aemp-stop-")));
	}

	@Bean
	LifecyclePhase aempWithdrawalLifecycle(Node node, NodeEvents events, ClosingContext context) {
		return LifecyclePhase.of(LifecyclePhase.WITHDRAWAL, () -> {
		}, () -> {
			if (context.isClosing()) {
				events.stop();
				if (node instanceof ManagedNode managed) {
					managed.withdraw();
				}
			}
		});
	}

}
