package io.aemp.boot.handler;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

import io.aemp.annotation.AempExchange;
import io.aemp.annotation.Receive;
import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * The methods of interfaces that a port implements. An interface may offer its clients
 * one message in several forms, such as a method that waits and one whose result comes
 * later; the port receives it by one of them.
 */
final class ExchangeMethods {

	private final Predicate<Method> answersLater;

	/**
	 * Creates the selection.
	 * @param answersLater whether the result of a method comes later
	 */
	ExchangeMethods(Predicate<Method> answersLater) {
		this.answersLater = answersLater;
	}

	/**
	 * Leaves out the methods for which another one of the same tag and the same
	 * parameters stands.
	 * @param receivers the methods that receive messages
	 * @return those that are left, in the same order
	 */
	Map<Method, Receive> select(Map<Method, Receive> receivers) {
		Map<Method, Receive> selected = new LinkedHashMap<>(receivers);
		selected.keySet()
			.removeIf((method) -> isExchange(method) && receivers.keySet()
				.stream()
				.anyMatch((other) -> isExchange(other) && isSameMessage(method, other, receivers)
						&& standsFor(other, method)));
		return selected;
	}

	private static boolean isExchange(Method method) {
		return AnnotatedElementUtils.hasAnnotation(method, AempExchange.class);
	}

	private static boolean isSameMessage(Method one, Method other, Map<Method, Receive> receivers) {
		return one != other && Arrays.equals(receivers.get(one).value(), receivers.get(other).value())
				&& Arrays.equals(one.getGenericParameterTypes(), other.getGenericParameterTypes());
	}

	/** One that is annotated itself is preferred, then one that answers at once. */
	private boolean standsFor(Method one, Method other) {
		boolean chosen = one.isAnnotationPresent(Receive.class);
		boolean otherChosen = other.isAnnotationPresent(Receive.class);
		return (chosen != otherChosen) ? chosen : !this.answersLater.test(one) && this.answersLater.test(other);
	}

}
