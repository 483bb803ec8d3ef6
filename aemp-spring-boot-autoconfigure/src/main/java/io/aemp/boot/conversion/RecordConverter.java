package io.aemp.boot.conversion;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.core.ResolvableType;
import org.springframework.util.ReflectionUtils;

/**
 * Converts maps (by component name) and lists (by order) to records, and records to maps.
 * Keys that match no component are ignored, so that a sender may be newer than its
 * receiver; a missing key counts as {@code null}.
 */
final class RecordConverter {

	private final ElementConverter elements;

	/**
	 * Creates the converter.
	 * @param elements converts the components
	 */
	RecordConverter(ElementConverter elements) {
		this.elements = elements;
	}

	Object fromValue(Object value, ResolvableType type) {
		Class<?> target = type.toClass();
		if (value instanceof Map<?, ?> map) {
			return create(target, type, (component, index) -> map.get(component.getName()));
		}
		if (value instanceof Record other) {
			Map<String, @Nullable Object> map = toMap(other);
			return create(target, type, (component, index) -> map.get(component.getName()));
		}
		if (value instanceof List<?> list) {
			int components = target.getRecordComponents().length;
			if (list.size() != components) {
				throw new IllegalArgumentException(
						"It has " + list.size() + " elements, " + target.getSimpleName() + " needs " + components);
			}
			return create(target, type, (component, index) -> list.get(index));
		}
		throw new IllegalArgumentException("It is neither map nor list and cannot become a " + target.getSimpleName());
	}

	private Object create(Class<?> target, ResolvableType type, Source source) {
		RecordComponent[] components = target.getRecordComponents();
		Class<?>[] types = new Class<?>[components.length];
		@Nullable Object[] arguments = new Object[components.length];
		for (int i = 0; i < components.length; i++) {
			RecordComponent component = components[i];
			types[i] = component.getType();
			ResolvableType componentType = ResolvableType.forType(component.getGenericType(), type);
			try {
				arguments[i] = this.elements.convert(source.get(component, i), componentType);
			}
			catch (RuntimeException ex) {
				throw new IllegalArgumentException("Component '" + component.getName() + "': " + ex.getMessage(), ex);
			}
		}
		return BeanUtils.instantiateClass(constructor(target, types), arguments);
	}

	private static Constructor<?> constructor(Class<?> target, Class<?>[] types) {
		try {
			return target.getDeclaredConstructor(types);
		}
		catch (NoSuchMethodException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Converts a record to a map.
	 * @param value the record
	 * @return the components by name
	 */
	Map<String, @Nullable Object> toMap(Record value) {
		Map<String, @Nullable Object> map = new LinkedHashMap<>();
		for (RecordComponent component : value.getClass().getRecordComponents()) {
			ReflectionUtils.makeAccessible(component.getAccessor());
			Object content = ReflectionUtils.invokeMethod(component.getAccessor(), value);
			map.put(component.getName(), (content instanceof Optional<?> optional) ? optional.orElse(null) : content);
		}
		return map;
	}

	private interface Source {

		@Nullable Object get(RecordComponent component, int index);

	}

}
