package io.aemp.boot.handler;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;

/**
 * Calls a method on beans or their proxies, through a handle that is made once for a
 * class of beans. Any thread.
 */
final class MethodCall {

	private static final MethodType ANY = MethodType.methodType(Object.class, Object.class, Object[].class);

	private final Method method;

	/** For the class of the last bean: as a rule a bean is always of the same class. */
	private @Nullable Target target;

	MethodCall(Method method) {
		this.method = method;
	}

	/**
	 * Calls the method.
	 * @param bean the bean or its proxy
	 * @param arguments the arguments
	 * @return what the method returns
	 * @throws InvalidAnnotationException if the method cannot be called through the proxy
	 * @throws Exception what the method throws
	 */
	@Nullable Object on(Object bean, @Nullable Object[] arguments) throws Exception {
		MethodHandle handle = handle(bean.getClass());
		try {
			return (Object) handle.invokeExact(bean, arguments);
		}
		catch (Exception | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new IllegalStateException(ex.getMessage(), ex);
		}
	}

	private MethodHandle handle(Class<?> beanClass) {
		Target known = this.target;
		if (known == null || known.beanClass != beanClass) {
			known = new Target(beanClass, find(beanClass));
			this.target = known;
		}
		return known.handle;
	}

	private MethodHandle find(Class<?> beanClass) {
		Method invocable = InvocableMethods.select(this.method, beanClass);
		ReflectionUtils.makeAccessible(invocable);
		MethodHandle handle = unreflect(invocable).asFixedArity();
		if (Modifier.isStatic(invocable.getModifiers())) {
			handle = MethodHandles.dropArguments(handle, 0, Object.class);
		}
		return handle.asSpreader(1, Object[].class, invocable.getParameterCount()).asType(ANY);
	}

	private static MethodHandle unreflect(Method method) {
		try {
			return MethodHandles.lookup().unreflect(method);
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * What is called on beans of one class. All fields are final, so that threads may
	 * share it without a lock.
	 *
	 * @param beanClass the class of the beans
	 * @param handle takes the bean and its arguments
	 */
	private record Target(Class<?> beanClass, MethodHandle handle) {

	}

}
