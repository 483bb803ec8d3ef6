package io.aemp.boot.client;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;

/** The client of one interface. */
final class ClientInvocationHandler implements InvocationHandler {

	private static final @Nullable Object[] NO_ARGUMENTS = {};

	private final String description;

	private final Map<Method, ClientMethod> methods;

	/** Default methods of interfaces that are not public, maybe in another package. */
	private final Map<Method, MethodHandle> hiddenDefaults = new ConcurrentHashMap<>();

	/**
	 * Creates the client.
	 * @param description what {@code toString} returns
	 * @param methods all methods of the interface but the default ones
	 */
	ClientInvocationHandler(String description, Map<Method, ClientMethod> methods) {
		this.description = description;
		this.methods = methods;
	}

	@Override
	public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
			throws Throwable {
		@Nullable Object[] values = (arguments != null) ? arguments : NO_ARGUMENTS;
		ClientMethod known = this.methods.get(method);
		if (known != null) {
			return known.call(values);
		}
		if (method.isDefault()) {
			return callDefault(proxy, method, values);
		}
		if (ReflectionUtils.isEqualsMethod(method)) {
			return proxy == values[0];
		}
		return ReflectionUtils.isHashCodeMethod(method) ? System.identityHashCode(proxy) : this.description;
	}

	private @Nullable Object callDefault(Object proxy, Method method, @Nullable Object[] arguments) throws Throwable {
		if (Modifier.isPublic(method.getDeclaringClass().getModifiers())) {
			return InvocationHandler.invokeDefault(proxy, method, arguments);
		}
		return this.hiddenDefaults.computeIfAbsent(method, ClientInvocationHandler::handle)
			.bindTo(proxy)
			.invokeWithArguments(arguments);
	}

	private static MethodHandle handle(Method method) {
		Class<?> type = method.getDeclaringClass();
		try {
			return MethodHandles.privateLookupIn(type, MethodHandles.lookup()).unreflectSpecial(method, type);
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
