package io.aemp.boot.listener;

import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.Set;

import io.aemp.FamilyChange;
import io.aemp.annotation.FamilyListener;
import io.aemp.boot.handler.InvalidAnnotationException;
import io.aemp.boot.handler.InvocableMethods;
import io.aemp.boot.port.FamilyNames;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.context.ApplicationListener;
import org.springframework.context.EmbeddedValueResolverAware;
import org.springframework.context.event.EventListenerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.Assert;
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
		FamilyListener annotation = AnnotatedElementUtils.findMergedAnnotation(method, FamilyListener.class);
		Assert.state(annotation != null, "No annotation");
		String place = "@FamilyListener of " + type.getName() + "." + method.getName();
		requireEvent(place, method);
		requireInvocable(beanName, method);
		Set<String> own = new LinkedHashSet<>();
		for (String family : annotation.value()) {
			String name = this.resolver.resolveStringValue(family);
			own.add(FamilyNames.require(place, (name != null) ? name : ""));
		}
		if (own.isEmpty()) {
			throw new InvalidAnnotationException(place + " names no family.", "Name the families to listen to.");
		}
		this.families.addAll(own);
		return new FamilyListenerAdapter(beanName, type, method, own);
	}

	private static void requireEvent(String place, Method method) {
		Class<?>[] parameters = method.getParameterTypes();
		if (parameters.length > 1 || (parameters.length == 1 && !parameters[0].isAssignableFrom(FamilyChange.class))) {
			throw new InvalidAnnotationException(
					place + " is on a method whose parameters are not supported: only the event is passed.",
					"Give the method one parameter of type FamilyChange, or none.");
		}
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
