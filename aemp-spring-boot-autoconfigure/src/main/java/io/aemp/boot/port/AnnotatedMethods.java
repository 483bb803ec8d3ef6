package io.aemp.boot.port;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.aemp.annotation.AempExceptionHandler;
import io.aemp.annotation.AempExchange;
import io.aemp.annotation.AempProcess;
import io.aemp.annotation.DataConnectionHandler;
import io.aemp.annotation.Init;
import io.aemp.annotation.InitFunction;
import io.aemp.annotation.Receive;
import io.aemp.annotation.Reset;
import io.aemp.boot.handler.BeanMethod;
import io.aemp.boot.handler.InvalidAnnotationException;
import io.aemp.boot.handler.InvocableMethods;
import io.aemp.boot.handler.SuspendFunctions;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * The annotated methods of one class, and what must hold for all of them.
 *
 * @param methods the methods, each with the first of our annotations that it has
 */
record AnnotatedMethods(Map<Method, Class<? extends Annotation>> methods) {

	/** What a method cannot be besides a process. */
	private static final List<Class<? extends Annotation>> OTHERS = List.of(Receive.class, Init.class, Reset.class,
			InitFunction.class, DataConnectionHandler.class, AempExceptionHandler.class);

	/**
	 * Finds the methods of a class.
	 * @throws IllegalStateException if the class cannot be inspected, because a class
	 * that it mentions is missing for example
	 */
	static AnnotatedMethods of(Class<?> type) {
		return new AnnotatedMethods(MethodIntrospector.selectMethods(type,
				(MethodIntrospector.MetadataLookup<@Nullable Class<? extends Annotation>>) AnnotatedMethods::annotation));
	}

	private static @Nullable Class<? extends Annotation> annotation(Method method) {
		return Stream
			.of(Receive.class, Init.class, Reset.class, InitFunction.class, DataConnectionHandler.class,
					AempProcess.class)
			.filter((annotation) -> AnnotatedElementUtils.hasAnnotation(method, annotation))
			.findFirst()
			.orElse(null);
	}

	/**
	 * Whether one of the methods of a class is a process; {@code false} if the class
	 * cannot be inspected.
	 */
	static boolean haveProcess(Class<?> type) {
		try {
			return of(type).methods().keySet().stream().anyMatch(AnnotatedMethods::isProcess);
		}
		catch (RuntimeException | LinkageError ex) {
			return false;
		}
	}

	private static boolean isProcess(Method method) {
		return AnnotatedElementUtils.hasAnnotation(method, AempProcess.class);
	}

	/**
	 * Without the methods of interfaces that only clients of them call: in a class that
	 * is no port, they are methods as any other.
	 */
	AnnotatedMethods withoutExchanges() {
		Map<Method, Class<? extends Annotation>> others = new LinkedHashMap<>(this.methods);
		others.keySet().removeIf((method) -> AnnotatedElementUtils.hasAnnotation(method, AempExchange.class));
		return new AnnotatedMethods(others);
	}

	boolean isEmpty() {
		return this.methods.isEmpty();
	}

	/**
	 * Checks that the methods return to their callers.
	 * @throws InvalidAnnotationException if one is a suspend function
	 */
	void requireNoSuspension() {
		this.methods.forEach((method, annotation) -> {
			if (SuspendFunctions.contain(method)) {
				throw new InvalidAnnotationException(
						"Method " + BeanMethod.name(method) + " is annotated with @" + annotation.getSimpleName()
								+ ", but it is a suspend function, which only coroutines can call.",
						"Remove 'suspend'. A method that answers later returns a CompletableFuture, made with 'future {"
								+ " ... }' of kotlinx-coroutines for example.");
			}
		});
	}

	/**
	 * Checks that processes are nothing else.
	 * @throws InvalidAnnotationException if one is
	 */
	void requireNothingBesidesProcesses() {
		this.methods.keySet()
			.stream()
			.filter(AnnotatedMethods::isProcess)
			.forEach((method) -> OTHERS.stream()
				.filter((other) -> AnnotatedElementUtils.hasAnnotation(method, other))
				.findFirst()
				.ifPresent((other) -> {
					throw new InvalidAnnotationException(
							"Method " + BeanMethod.name(method) + " is annotated with @AempProcess and with @"
									+ other.getSimpleName() + ", but a process takes its messages by itself.",
							"Remove one of the annotations: Process.receive waits for a message.");
				}));
	}

	/**
	 * Checks that the methods can be called on a bean as it is.
	 * @param beanClass the class of the bean, which may be that of a proxy
	 * @throws InvalidAnnotationException if one cannot
	 */
	void requireInvocable(Class<?> beanClass) {
		this.methods.keySet().forEach((method) -> InvocableMethods.select(method, beanClass));
	}

	/**
	 * Checks that there are no methods that only ports have.
	 * @throws InvalidAnnotationException if there is one
	 */
	void requireNoReceivers(Class<?> type) {
		Set<Class<? extends Annotation>> ofPorts = Set.of(Receive.class, Init.class, Reset.class);
		this.methods.forEach((method, annotation) -> {
			if (ofPorts.contains(annotation)) {
				throw new InvalidAnnotationException(
						"Method " + type.getName() + "." + method.getName() + " is annotated with @"
								+ annotation.getSimpleName() + ", but its class is no port.",
						"Annotate the class with @AempPort or @SpawnablePort, or remove the annotation.");
			}
		});
	}

}
