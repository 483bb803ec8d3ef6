package io.aemp.boot.handler;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToIntFunction;

import io.aemp.annotation.AempExchange;
import io.aemp.annotation.Receive;
import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * The methods of interfaces that a port implements. An interface may offer its clients
 * one message in several forms, such as a method that waits and one whose result comes
 * later; the port receives it by one of them.
 */
final class ExchangeMethods {

	private final ToIntFunction<Method> preference;

	/**
	 * Creates the selection.
	 * @param preference of two forms of one message, the one with the smaller number
	 * receives it
	 */
	ExchangeMethods(ToIntFunction<Method> preference) {
		this.preference = preference;
	}

	/**
	 * Leaves out the methods for which another one of the same tag, version and
	 * parameters stands.
	 * @param receivers the methods that receive messages
	 * @return those that are left, in the same order
	 */
	Map<Method, Receive> select(Map<Method, Receive> receivers) {
		Map<Method, Receive> exchanges = new LinkedHashMap<>(receivers);
		exchanges.keySet().removeIf((method) -> !AnnotatedElementUtils.hasAnnotation(method, AempExchange.class));
		Map<Method, Receive> selected = new LinkedHashMap<>(receivers);
		exchanges.forEach((method, receive) -> exchanges.forEach((other, otherReceive) -> {
			boolean same = Arrays.equals(receive.value(), otherReceive.value())
					&& receive.version().equals(otherReceive.version())
					&& Arrays.equals(method.getGenericParameterTypes(), other.getGenericParameterTypes());
			if (same && standsFor(other, method)) {
				selected.remove(method);
			}
		}));
		return selected;
	}

	/** One that is annotated itself is preferred. */
	private boolean standsFor(Method one, Method other) {
		boolean chosen = one.isAnnotationPresent(Receive.class);
		boolean otherChosen = other.isAnnotationPresent(Receive.class);
		return (chosen != otherChosen) ? chosen : this.preference.applyAsInt(one) < this.preference.applyAsInt(other);
	}

}
