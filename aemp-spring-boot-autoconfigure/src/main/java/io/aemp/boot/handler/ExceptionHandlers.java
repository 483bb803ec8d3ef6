package io.aemp.boot.handler;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.aemp.Message;
import io.aemp.Port;
import io.aemp.annotation.AempExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ExceptionDepthComparator;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ReflectionUtils;

/** The methods of a class that turn exceptions into answers. */
final class ExceptionHandlers {

	private final Map<Class<? extends Throwable>, Method> methods = new LinkedHashMap<>();

	private final Map<Method, Answer> answers = new LinkedHashMap<>();

	/**
	 * Finds the methods.
	 * @param type the class of a bean
	 * @param beanMethods makes answers of what they return
	 * @throws InvalidAnnotationException if one is not valid
	 */
	ExceptionHandlers(Class<?> type, BeanMethods beanMethods) {
		MethodIntrospector
			.selectMethods(type,
					(MethodIntrospector.MetadataLookup<@Nullable AempExceptionHandler>) (
							method) -> AnnotatedElementUtils.findMergedAnnotation(method, AempExceptionHandler.class))
			.forEach((method, annotation) -> {
				this.answers.put(method, beanMethods.answer(method, type));
				types(method, annotation).forEach((exception) -> add(exception, method));
			});
	}

	@SuppressWarnings("unchecked")
	private static List<Class<? extends Throwable>> types(Method method, AempExceptionHandler annotation) {
		if (method.getReturnType() == void.class) {
			throw new InvalidAnnotationException(
					"Method " + BeanMethod.name(method)
							+ " is annotated with @AempExceptionHandler and returns nothing, so there is no answer.",
					"Let it return what the caller gets instead.");
		}
		List<Class<?>> parameters = List.of(method.getParameterTypes());
		parameters.stream()
			.filter((type) -> !Throwable.class.isAssignableFrom(type) && type != Port.class
					&& type != ReceivedMessage.class)
			.findFirst()
			.ifPresent((type) -> {
				throw new InvalidAnnotationException(
						"Method " + BeanMethod.name(method)
								+ " is annotated with @AempExceptionHandler and has a parameter of type "
								+ type.getName() + ", to which nothing can be bound.",
						"Use the exception, Port and ReceivedMessage only.");
			});
		List<Class<? extends Throwable>> types = (annotation.value().length > 0) ? List.of(annotation.value())
				: parameters.stream()
					.filter(Throwable.class::isAssignableFrom)
					.<Class<? extends Throwable>>map((type) -> (Class<? extends Throwable>) type)
					.toList();
		if (types.isEmpty()) {
			throw new InvalidAnnotationException(
					"Method " + BeanMethod.name(method)
							+ " is annotated with @AempExceptionHandler, but names no type of exception.",
					"Add it to the annotation, or as a parameter.");
		}
		return types;
	}

	private void add(Class<? extends Throwable> exception, Method method) {
		Method other = this.methods.putIfAbsent(exception, method);
		if (other != null) {
			throw new InvalidAnnotationException("Methods " + BeanMethod.name(other) + " and " + BeanMethod.name(method)
					+ " both handle " + exception.getName() + ".", "Remove one of them.");
		}
	}

	/**
	 * Handles an exception.
	 * @param supplier supplies the bean of the methods
	 * @param received the message
	 * @param exception the exception
	 * @return the answer; {@code null} if no method handles it
	 * @throws Exception what the method throws
	 */
	@Nullable Message handle(Supplier<Object> supplier, ReceivedMessage received, Exception exception) throws Exception {
		List<Class<? extends Throwable>> matching = this.methods.keySet()
			.stream()
			.filter((type) -> type.isInstance(exception))
			.toList();
		if (matching.isEmpty()) {
			return null;
		}
		Method method = Objects
			.requireNonNull(this.methods.get(ExceptionDepthComparator.findClosestMatch(matching, exception)));
		Object[] arguments = Arrays.stream(method.getParameterTypes())
			.map((type) -> Stream.of(exception, received.port(), received)
				.filter(type::isInstance)
				.findFirst()
				.orElseThrow(() -> new IllegalStateException(
						"Method " + BeanMethod.name(method) + " takes another exception than its annotation names",
						exception)))
			.toArray();
		Object bean = supplier.get();
		Method invocable = InvocableMethods.select(method, bean.getClass());
		ReflectionUtils.makeAccessible(invocable);
		try {
			return Objects.requireNonNull(this.answers.get(method)).of(invocable.invoke(bean, arguments));
		}
		catch (InvocationTargetException ex) {
			ReflectionUtils.rethrowException(ex.getTargetException());
			throw ex;
		}
	}

}
