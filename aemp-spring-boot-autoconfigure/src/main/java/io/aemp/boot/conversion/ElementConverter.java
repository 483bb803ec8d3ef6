package io.aemp.boot.conversion;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.aemp.Message;
import io.aemp.Values;
import org.jspecify.annotations.Nullable;
import org.springframework.core.CollectionFactory;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;
import org.springframework.util.ObjectUtils;

/**
 * Converts an element of a message to the type of a parameter. The target type alone
 * decides: bytes are converted to text and text to numbers where needed, and a message
 * cannot name classes.
 */
final class ElementConverter {

	/** The types that {@link Message#get(int, Class)} supports. */
	private static final Set<Class<?>> SCALARS = Set.of(String.class, byte[].class, Boolean.class, Long.class,
			Integer.class, Short.class, Byte.class, Double.class, Float.class, BigInteger.class, BigDecimal.class);

	private final RecordConverter records = new RecordConverter(this);

	private final ObjectConverter objects;

	ElementConverter(ObjectConverter objects) {
		this.objects = objects;
	}

	/**
	 * Converts a value.
	 * @param value the value
	 * @param type the target type
	 * @return the converted value; {@code null} only if the value is {@code null}
	 * @throws RuntimeException if the value cannot be converted
	 */
	@Nullable Object convert(@Nullable Object value, ResolvableType type) {
		Class<?> target = ClassUtils.resolvePrimitiveIfNecessary(type.toClass());
		OptionalForm optional = OptionalForm.of(target);
		if (optional != null) {
			return (value == null || target.isInstance(value) && isPlain(type))
					? (value != null) ? value : optional.empty()
					: optional.of(convert(value, optional.elementType(type)));
		}
		if (value == null) {
			if (type.toClass().isPrimitive()) {
				throw new IllegalArgumentException("null is no " + type);
			}
			return null;
		}
		if (target == Object.class || (target.isInstance(value) && isPlain(type))) {
			return value;
		}
		Object scalar = scalar(value, target);
		return (scalar != null) ? scalar : structure(value, type, target);
	}

	private static boolean isPlain(ResolvableType type) {
		for (ResolvableType generic : type.getGenerics()) {
			if (generic.toClass() != Object.class) {
				return false;
			}
		}
		return true;
	}

	/** Converts to a scalar; {@code null} if the type is not a scalar. */
	private static @Nullable Object scalar(Object value, Class<?> target) {
		if (SCALARS.contains(target)) {
			return Message.of(value).get(0, target);
		}
		if (target == CharSequence.class) {
			return Message.of(value).text(0);
		}
		if (target == Number.class) {
			return Message.of(value).number(0);
		}
		String text = Values.text(value);
		if (target == Character.class) {
			return character(text);
		}
		if (target == char[].class && text != null) {
			return text.toCharArray();
		}
		if (target == ByteBuffer.class) {
			return ByteBuffer.wrap(Message.of(value).bytes(0));
		}
		return (text != null) ? TextForms.read(text, target) : null;
	}

	private static Character character(@Nullable String text) {
		if (text == null || text.length() != 1) {
			throw new IllegalArgumentException("it is not a text of one character");
		}
		return text.charAt(0);
	}

	private Object structure(Object value, ResolvableType type, Class<?> target) {
		if (target.isRecord()) {
			return this.records.fromValue(value, type);
		}
		if (Map.class.isAssignableFrom(target) && (value instanceof Map || value instanceof Record)) {
			return map(value, type.asMap(), target);
		}
		if (target.isArray()) {
			return array(elements(value, type), type.getComponentType());
		}
		if (Collection.class.isAssignableFrom(target) || target == Iterable.class) {
			return collection(elements(value, type), type, target);
		}
		if (Streams.isStream(target)) {
			ResolvableType array = Streams.arrayType(type);
			return Streams.of(target, array(elements(value, type), array.getComponentType()));
		}
		if (target == Iterator.class) {
			ResolvableType list = ResolvableType.forClassWithGenerics(List.class, type.getGeneric());
			return ((Collection<?>) collection(elements(value, type), list, List.class)).iterator();
		}
		return this.objects.read(value, type, target);
	}

	private static Collection<?> elements(Object value, ResolvableType type) {
		if (value instanceof Collection<?> collection) {
			return collection;
		}
		if (ObjectUtils.isArray(value) && !(value instanceof byte[])) {
			return Arrays.asList(ObjectUtils.toObjectArray(value));
		}
		throw new IllegalArgumentException("It is no list, as " + type + " needs");
	}

	private Object array(Collection<?> elements, ResolvableType componentType) {
		Object array = Array.newInstance(componentType.toClass(), elements.size());
		int index = 0;
		for (Object element : elements) {
			Array.set(array, index++, convert(element, componentType));
		}
		return array;
	}

	private Object collection(Collection<?> elements, ResolvableType type, Class<?> target) {
		ResolvableType elementType = type.as(Iterable.class).getGeneric();
		Collection<@Nullable Object> collection = CollectionFactory
			.createCollection((target == Iterable.class) ? List.class : target, elementType.resolve(), elements.size());
		CollisionLimit limit = new CollisionLimit();
		for (Object element : elements) {
			Object converted = convert(element, elementType);
			if (collection.add(converted) && converted != null && collection instanceof Set) {
				limit.count(converted);
			}
		}
		return collection;
	}

	private Object map(Object value, ResolvableType type, Class<?> target) {
		Map<?, ?> entries = (value instanceof Record item) ? this.records.toMap(item) : (Map<?, ?>) value;
		Map<@Nullable Object, @Nullable Object> map = CollectionFactory.createMap(target, type.getGeneric(0).resolve(),
				entries.size());
		CollisionLimit limit = new CollisionLimit();
		entries.forEach((key, element) -> {
			Object converted = convert(key, type.getGeneric(0));
			if (converted != null) {
				limit.count(converted);
			}
			map.put(converted, convert(element, type.getGeneric(1)));
		});
		return map;
	}

}
