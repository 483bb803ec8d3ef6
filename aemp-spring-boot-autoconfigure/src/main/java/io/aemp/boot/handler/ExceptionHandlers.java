package io.aemp.boot.handler;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

import io.aemp.Message;
import io.aemp.Port;
import io.aemp.annotation.AempExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ExceptionDepthComparator;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;

/** The methods of a class that turn exceptions into answers. */
final class ExceptionHandlers {

	private final Map<Class<? extends Throwable>, Method> methods = new LinkedHashMap<>();

	private final Map<Method, MethodCall> calls = new LinkedHashMap<>();

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
				this.calls.put(method, new MethodCall(method));
				this.answers.put(method, beanMethods.answer(method, type));
				types(method, annotation).forEach((exception) -> add(exception, method));
			});
	}

	/** The types of exceptions that a method handles. */
	private static List<Class<? extends Throwable>> types(Method method, AempExceptionHandler annotation) {
		if (method.getReturnType() == void.class) {
			throw invalid(method, "returns nothing, so there is no answer",
					"Let it return what the caller gets instead.");
		}
		List<Class<? extends Throwable>> parameters = exceptionParameters(method);
		List<Class<? extends Throwable>> types = (annotation.value().length > 0) ? List.of(annotation.value())
				: parameters;
		if (types.isEmpty()) {
			throw invalid(method, "names no type of exception", "Add it to the annotation, or as a parameter.");
		}
		for (Class<? extends Throwable> type : types) {
			if (!Exception.class.isAssignableFrom(type) && !type.isAssignableFrom(Exception.class)) {
				throw invalid(method, "handles " + type.getName() + ", but an Error always kills the port",
						"Handle exceptions only.");
			}
			parameters.stream()
				.filter((parameter) -> !parameter.isAssignableFrom(type))
				.findFirst()
				.ifPresent((odd) -> {
					throw invalid(method,
							"has a parameter of type " + odd.getName() + ", but it also handles " + type.getName(),
							"Give the parameter a type that fits all exceptions of the method.");
				});
		}
		return types;
	}

	private static List<Class<? extends Throwable>> exceptionParameters(Method method) {
		List<Class<? extends Throwable>> exceptions = new ArrayList<>();
		for (Class<?> type : method.getParameterTypes()) {
			if (Throwable.class.isAssignableFrom(type)) {
				exceptions.add(type.asSubclass(Throwable.class));
			}
			else if (type != Port.class && type != ReceivedMessage.class) {
				throw invalid(method, "has a parameter of type " + type.getName() + ", to which nothing can be bound",
						"Use the exception, Port and ReceivedMessage only.");
			}
		}
		return exceptions;
	}

	private static InvalidAnnotationException invalid(Method method, String problem, String remedy) {
		return new InvalidAnnotationException(
				"Method " + BeanMethod.name(method) + " is annotated with @AempExceptionHandler and " + problem + ".",
				remedy);
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
		Method method = find(exception);
		if (method == null) {
			return null;
		}
		Object result = Objects.requireNonNull(this.calls.get(method))
			.on(supplier.get(), arguments(method, received, exception));
		try {
			return Objects.requireNonNull(this.answers.get(method)).of(result);
		}
		catch (Exception ex) {
			throw new ResultException(BeanMethod.name(method), ex);
		}
	}

	private @Nullable Method find(Exception exception) {
		List<Class<? extends Throwable>> matching = this.methods.keySet()
			.stream()
			.filter((type) -> type.isInstance(exception))
			.toList();
		return matching.isEmpty() ? null
				: this.methods.get(ExceptionDepthComparator.findClosestMatch(matching, exception));
	}

	private static Object[] arguments(Method method, ReceivedMessage received, Exception exception) {
		return Arrays.stream(method.getParameterTypes())
			.map((type) -> (type == Port.class) ? received.port()
					: (type == ReceivedMessage.class) ? received : exception)
			.toArray();
	}

}
