package io.aemp.boot.autoconfigure;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.aemp.annotation.AempAdvice;
import io.aemp.boot.handler.Advice;
import io.aemp.boot.handler.ArgumentResolver;
import io.aemp.boot.handler.ArgumentValidators;
import io.aemp.boot.handler.FailureDescriber;
import io.aemp.boot.handler.HandlerExtensions;
import io.aemp.boot.handler.HandlerWatch;
import io.aemp.boot.handler.MessageInterceptor;
import io.aemp.boot.handler.ResultWriter;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.OrderUtils;
import org.springframework.validation.Validator;
import org.springframework.validation.beanvalidation.MethodValidationPostProcessor;

/**
 * The beans of a context that take part in the handling of messages. They are created
 * when the first handler is made, because they may want the node.
 */
final class BeanExtensions implements Supplier<HandlerExtensions> {

	private final ConfigurableListableBeanFactory beanFactory;

	private final PortEvents events;

	private final boolean logMessageContents;

	private final int unfinishedAnswersLimit;

	BeanExtensions(ConfigurableListableBeanFactory beanFactory, PortEvents events, AempProperties properties) {
		this.beanFactory = beanFactory;
		this.events = events;
		this.logMessageContents = properties.isLogMessageContents();
		this.unfinishedAnswersLimit = LimitsProperties.unfinishedAnswers(properties.getLimits());
	}

	@Override
	public HandlerExtensions get() {
		return new HandlerExtensions(all(HandlerWatch.class), all(MessageInterceptor.class),
				all(ArgumentResolver.class), all(ResultWriter.class), advices(), validators(),
				this.beanFactory.getBeanProvider(FailureDescriber.class).getIfAvailable(() -> FailureDescriber.MESSAGE),
				this.events::failed, this.logMessageContents, this.unfinishedAnswersLimit);
	}

	private <T> List<T> all(Class<T> type) {
		return this.beanFactory.getBeanProvider(type).orderedStream().toList();
	}

	private ArgumentValidators validators() {
		return new ArgumentValidators(() -> this.beanFactory.getBeanProvider(Validator.class).getIfUnique(),
				() -> this.beanFactory.getBeanProvider(MethodValidationPostProcessor.class)
					.stream()
					.findAny()
					.isPresent());
	}

	private List<Advice> advices() {
		return Stream.of(this.beanFactory.getBeanNamesForAnnotation(AempAdvice.class))
			.map(this::advice)
			.sorted(Comparator.comparingInt((advice) -> OrderUtils.getOrder(advice.type(), Ordered.LOWEST_PRECEDENCE)))
			.toList();
	}

	private Advice advice(String name) {
		Class<?> type = AutoProxyUtils.determineTargetClass(this.beanFactory, name);
		return new Advice(Objects.requireNonNull(type, name), () -> this.beanFactory.getBean(name));
	}

}
