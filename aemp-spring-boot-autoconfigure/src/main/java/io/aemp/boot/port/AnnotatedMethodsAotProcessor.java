package io.aemp.boot.port;

import java.lang.reflect.Method;
import java.util.Set;
import java.util.stream.Stream;

import io.aemp.annotation.AempExceptionHandler;
import io.aemp.annotation.AempProcess;
import io.aemp.annotation.DataConnectionHandler;
import io.aemp.annotation.Init;
import io.aemp.annotation.InitFunction;
import io.aemp.annotation.Receive;
import io.aemp.annotation.Reset;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.ReflectionHints;
import org.springframework.beans.factory.aot.BeanRegistrationAotContribution;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.support.RegisteredBean;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;

/**
 * Registers the annotated methods of beans and the types of their parameters and results
 * for reflection, for native images.
 */
final class AnnotatedMethodsAotProcessor implements BeanRegistrationAotProcessor {

	@Override
	public @Nullable BeanRegistrationAotContribution processAheadOfTime(RegisteredBean registeredBean) {
		Class<?> beanType = registeredBean.getBeanClass();
		Set<Method> methods = MethodIntrospector.selectMethods(beanType, AnnotatedMethodsAotProcessor::isAnnotated);
		return methods.isEmpty() ? null : (generationContext, code) -> {
			ReflectionHints hints = generationContext.getRuntimeHints().reflection();
			methods.forEach((method) -> register(method, beanType, hints));
		};
	}

	private static boolean isAnnotated(Method method) {
		return Stream
			.of(Receive.class, Init.class, Reset.class, InitFunction.class, DataConnectionHandler.class,
					AempProcess.class, AempExceptionHandler.class)
			.anyMatch((annotation) -> AnnotatedElementUtils.hasAnnotation(method, annotation));
	}

	private static void register(Method method, Class<?> beanType, ReflectionHints hints) {
		hints.registerMethod(method, ExecutableMode.INVOKE);
		registerInInterfaces(method, hints);
		BoundTypes.registerHints(method, beanType, hints);
	}

	/** If the bean has a JDK proxy, the method of the interface is called. */
	private static void registerInInterfaces(Method method, ReflectionHints hints) {
		for (Class<?> type : ClassUtils.getAllInterfacesForClassAsSet(method.getDeclaringClass())) {
			Method declared = ClassUtils.getMethodIfAvailable(type, method.getName(), method.getParameterTypes());
			if (declared != null) {
				hints.registerMethod(declared, ExecutableMode.INVOKE);
			}
		}
	}

}
