package io.aemp.boot.conversion;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanInstantiationException;
import org.springframework.beans.BeanUtils;
import org.springframework.core.KotlinDetector;
import org.springframework.core.ResolvableType;
import org.springframework.util.ReflectionUtils;

/**
 * The components of a class of records, and the handles that take records apart and make
 * them. It is made once for each class.
 */
final class RecordShape {

	private static final MethodType MAKES_ONE = MethodType.methodType(Object.class, Object[].class);

	private static final MethodType READS_ONE = MethodType.methodType(Object.class, Object.class);

	private final RecordComponent[] components;

	private final Names names;

	private final MethodHandle[] accessors;

	private final Constructor<?> constructor;

	private final MethodHandle instantiation;

	/** Whether arguments that are missing have defaults, which only Kotlin knows. */
	private final boolean hasDefaults;

	private final boolean forMapper;

	RecordShape(Class<?> type) {
		this.components = type.getRecordComponents();
		this.names = new Names(Stream.of(this.components).map(JacksonAnnotations::name).toArray(String[]::new));
		this.accessors = Stream.of(this.components)
			.map((component) -> accessor(component.getAccessor()))
			.toArray(MethodHandle[]::new);
		this.constructor = constructor(type, this.components);
		this.instantiation = instantiation(this.constructor);
		this.hasDefaults = KotlinDetector.isKotlinReflectPresent() && KotlinDetector.isKotlinType(type);
		this.forMapper = JacksonAnnotations.areForMapper(type);
	}

	private static MethodHandle accessor(Method method) {
		ReflectionUtils.makeAccessible(method);
		try {
			return MethodHandles.lookup().unreflect(method).asType(READS_ONE);
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Constructor<?> constructor(Class<?> type, RecordComponent[] components) {
		Class<?>[] types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
		try {
			Constructor<?> constructor = type.getDeclaredConstructor(types);
			ReflectionUtils.makeAccessible(constructor);
			return constructor;
		}
		catch (NoSuchMethodException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static MethodHandle instantiation(Constructor<?> constructor) {
		try {
			return MethodHandles.lookup()
				.unreflectConstructor(constructor)
				.asFixedArity()
				.asSpreader(Object[].class, constructor.getParameterCount())
				.asType(MAKES_ONE);
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Whether only the mapper of the application knows what a record is as a map. */
	boolean isForMapper() {
		return this.forMapper;
	}

	Names names() {
		return this.names;
	}

	int size() {
		return this.components.length;
	}

	/**
	 * The type of a component.
	 * @param index its index
	 * @param type the type of the record, which resolves type variables
	 */
	ResolvableType type(int index, ResolvableType type) {
		return ResolvableType.forType(this.components[index].getGenericType(), type);
	}

	/**
	 * The content of a component.
	 * @param value a record of the class
	 * @param index the index of the component
	 */
	@Nullable Object get(Object value, int index) {
		try {
			return (Object) this.accessors[index].invokeExact(value);
		}
		catch (Throwable ex) {
			ReflectionUtils.rethrowRuntimeException(ex);
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Makes a record.
	 * @param contents one for each component, of its type
	 * @throws BeanInstantiationException if the constructor refuses them
	 */
	Object create(@Nullable Object[] contents) {
		if (this.hasDefaults) {
			return BeanUtils.instantiateClass(this.constructor, contents);
		}
		try {
			return (Object) this.instantiation.invokeExact(contents);
		}
		catch (Throwable ex) {
			throw new BeanInstantiationException(this.constructor, "Constructor threw exception", ex);
		}
	}

}
