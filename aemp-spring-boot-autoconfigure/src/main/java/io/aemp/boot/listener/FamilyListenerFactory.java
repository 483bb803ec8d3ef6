package io.aemp.boot.listener;

import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.Set;

import io.aemp.annotation.FamilyListener;
import io.aemp.boot.handler.InvalidAnnotationException;
import io.aemp.boot.handler.InvocableMethods;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.context.ApplicationListener;
import org.springframework.context.EmbeddedValueResolverAware;
import org.springframework.context.event.EventListenerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.StringValueResolver;

/** Creates listeners for methods that are annotated with {@link FamilyListener}. */
public final class FamilyListenerFactory
		implements EventListenerFactory, EmbeddedValueResolverAware, BeanFactoryAware, Ordered {

	/** Before the factory of Spring that supports every annotated method. */
	private static final int ORDER = 40;

	private final Set<String> families = new LinkedHashSet<>();

	private StringValueResolver resolver = (text) -> text;

	private @Nullable BeanFactory beanFactory;

	@Override
	public void setEmbeddedValueResolver(StringValueResolver resolver) {
		this.resolver = resolver;
	}

	@Override
	public void setBeanFactory(BeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public boolean supportsMethod(Method method) {
		return AnnotatedElementUtils.hasAnnotation(method, FamilyListener.class);
	}

	@Override
	public ApplicationListener<?> createApplicationListener(String beanName, Class<?> type, Method method) {
		requireInvocable(beanName, method);
		Set<String> own = ListenedFamilies.of(type, method, this.resolver);
		this.families.addAll(own);
		return new FamilyListenerAdapter(beanName, type, method, own);
	}

	private void requireInvocable(String beanName, Method method) {
		Class<?> beanClass = (this.beanFactory != null) ? this.beanFactory.getType(beanName, false) : null;
		try {
			if (beanClass != null) {
				InvocableMethods.select(method, beanClass);
			}
		}
		catch (InvalidAnnotationException ex) {
			throw ex.ofBean(beanName);
		}
	}

	/**
	 * The families that listeners name.
	 * @return names of families, complete once all listeners exist
	 */
	Set<String> families() {
		return this.families;
	}

	@Override
	public int getOrder() {
		return ORDER;
	}

}
