package io.aemp.boot.handler;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;

import org.springframework.aop.SpringProxy;
import org.springframework.aop.support.AopUtils;

/**
 * Selects the method that can be called on a bean, which may be a proxy. A proxy that is
 * a subclass passes on only what it can override: a method that it does not override
 * would run on the proxy itself, whose fields are empty.
 */
public final class InvocableMethods {

	private InvocableMethods() {
	}

	/**
	 * Selects a method.
	 * @param method an annotated method of the class of a bean
	 * @param beanClass the class of the bean as it is, which may be that of a proxy
	 * @return the method to call
	 * @throws InvalidAnnotationException if the method cannot be called through the proxy
	 */
	public static Method select(Method method, Class<?> beanClass) {
		if (Modifier.isStatic(method.getModifiers())) {
			return method;
		}
		if (SpringProxy.class.isAssignableFrom(beanClass) && !Proxy.isProxyClass(beanClass)) {
			requireOverridden(method, beanClass);
		}
		try {
			return AopUtils.selectInvocableMethod(method, beanClass);
		}
		catch (IllegalStateException ex) {
			throw new InvalidAnnotationException(
					"Method " + BeanMethod.name(method) + " cannot be called: its bean is a JDK proxy, which has the"
							+ " methods of interfaces only, and the method is in none of them.",
					"Add the method to an interface that the class implements, or let proxies be subclasses, with"
							+ " 'proxyTargetClass = true' or the property 'spring.aop.proxy-target-class=true'.");
		}
	}

	private static void requireOverridden(Method method, Class<?> proxy) {
		int modifiers = method.getModifiers();
		if (Modifier.isPrivate(modifiers)) {
			throw new InvalidAnnotationException(
					"Method " + BeanMethod.name(method)
							+ " is private, and its bean has a proxy, which cannot pass it on.",
					"Give the method package visibility, or remove what makes the bean a proxy.");
		}
		if (Modifier.isFinal(modifiers)) {
			throw new InvalidAnnotationException(
					"Method " + BeanMethod.name(method)
							+ " is final, and its bean has a proxy: the method would run on the"
							+ " proxy instead of the bean.",
					"Remove 'final' (in Kotlin: add 'open'), or remove what makes the bean a proxy.");
		}
		if (!isDeclared(method, proxy)) {
			throw new InvalidAnnotationException("Method " + BeanMethod.name(method)
					+ " is not visible to the proxy of its bean, which is in another package or class loader: the method"
					+ " would run on the proxy instead of the bean.", "Make the method public or protected.");
		}
	}

	private static boolean isDeclared(Method method, Class<?> proxy) {
		try {
			return proxy.getDeclaredMethod(method.getName(), method.getParameterTypes()).getDeclaringClass() == proxy;
		}
		catch (NoSuchMethodException ex) {
			return false;
		}
	}

}
