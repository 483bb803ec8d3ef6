package io.aemp.boot.handler;

import java.lang.reflect.Method;

/** The suspend functions of Kotlin. Only coroutines can call them. */
public final class SuspendFunctions {

	/** The last parameter, as the compiler of Kotlin writes it. */
	private static final String CONTINUATION = "kotlin.coroutines.Continuation";

	private SuspendFunctions() {
	}

	/**
	 * Whether a method is one of them.
	 * @param method the method
	 * @return whether nobody can call it who is no coroutine
	 */
	public static boolean contain(Method method) {
		Class<?>[] parameters = method.getParameterTypes();
		return parameters.length > 0 && parameters[parameters.length - 1].getName().equals(CONTINUATION);
	}

}
