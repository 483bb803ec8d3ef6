package io.aemp.boot.autoconfigure;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;
import org.springframework.util.ReflectionUtils;

/**
 * Makes parts of the node injectable. The node may be a mock of a test, which has no
 * parts before the test has told it. Then a stand-in is injected, which asks the node for
 * the part when it is used.
 */
final class NodeParts {

	private NodeParts() {
	}

	static <T> T of(Class<T> type, Supplier<@Nullable T> part) {
		T present = part.get();
		return (present != null) ? present : standIn(type, part);
	}

	private static <T> T standIn(Class<T> type, Supplier<@Nullable T> part) {
		return type
			.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, (proxy, method, arguments) -> {
				if (ReflectionUtils.isObjectMethod(method)) {
					return ofObject(type, proxy, method.getName(), arguments);
				}
				T now = part.get();
				Assert.state(now != null, () -> "The bean of type Node is a mock and has no " + type.getSimpleName()
						+ ": tell it which one to return, or mock the bean of type " + type.getSimpleName() + " too");
				try {
					return method.invoke(now, arguments);
				}
				catch (InvocationTargetException ex) {
					throw ex.getTargetException();
				}
			}));
	}

	private static Object ofObject(Class<?> type, Object proxy, String method, Object[] arguments) {
		return switch (method) {
			case "equals" -> proxy == arguments[0];
			case "hashCode" -> System.identityHashCode(proxy);
			default -> "The " + type.getSimpleName() + " of a mocked node";
		};
	}

}
