package io.aemp.boot.conversion;

import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import io.aemp.Values;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.ConversionService;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Converts objects of all other types: by the conversion service those that it knows as
 * text, by the mapping of the application the rest.
 */
final class ObjectConverter {

	/** No name of a constant is longer, and a search for it takes time. */
	private static final int LONGEST_NAME = 1000;

	private final ConversionService conversionService;

	private final @Nullable PojoMapping pojos;

	ObjectConverter(ConversionService conversionService, @Nullable PojoMapping pojos) {
		this.conversionService = conversionService;
		this.pojos = pojos;
	}

	/**
	 * Whether values of a type can be written and read.
	 * @param type a type that no other converter knows
	 * @return whether there is a way
	 */
	boolean supports(Class<?> type) {
		return this.pojos != null || isText(type);
	}

	boolean hasMapping() {
		return this.pojos != null;
	}

	/**
	 * Whether the conversion service knows a type as text, both ways. It claims this too
	 * of every class that can be made from a {@code String}; of these, the mapping knows
	 * better how to write one, and without a mapping one with a text form of its own will
	 * do.
	 */
	private boolean isText(Class<?> type) {
		if (!this.conversionService.canConvert(type, String.class)
				|| !this.conversionService.canConvert(String.class, type)) {
			return false;
		}
		return !isMadeFromText(type) || this.pojos == null && hasText(type);
	}

	private static boolean isMadeFromText(Class<?> type) {
		return ClassUtils.hasConstructor(type, String.class) || Stream.of("valueOf", "of", "from")
			.map((name) -> ReflectionUtils.findMethod(type, name, String.class))
			.anyMatch((method) -> method != null && Modifier.isStatic(method.getModifiers()));
	}

	private static boolean hasText(Class<?> type) {
		return ClassUtils.getMethod(type, "toString").getDeclaringClass() != Object.class;
	}

	/**
	 * Reads a value.
	 * @param value the value
	 * @param type the type, without type variables of others
	 * @param target its class
	 * @return an object of the type
	 */
	Object read(Object value, Type type, Class<?> target) {
		String text = Values.text(value);
		if (target.isEnum() && text != null && text.length() > LONGEST_NAME) {
			throw new IllegalArgumentException("It is no constant of " + target.getName());
		}
		if (this.pojos != null && !target.isEnum() && (text == null || !isText(target))
				&& !this.conversionService.canConvert(value.getClass(), target)) {
			return this.pojos.toObject(Objects.requireNonNull(plain(value)), type);
		}
		Object converted = this.conversionService.convert((value instanceof byte[]) ? text : value, target);
		if (converted == null) {
			throw new IllegalArgumentException("It has no value as " + target.getName());
		}
		return converted;
	}

	/** Mappers know bytes as something else: as Base64, and not as text. */
	private static @Nullable Object plain(@Nullable Object value) {
		if (value instanceof byte[] bytes) {
			return Values.latin1(bytes);
		}
		if (value instanceof Map<?, ?> map) {
			Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
			map.forEach((key, element) -> copy.put(key, plain(element)));
			return copy;
		}
		if (value instanceof Collection<?> collection) {
			List<@Nullable Object> copy = new ArrayList<>(collection.size());
			collection.forEach((element) -> copy.add(plain(element)));
			return copy;
		}
		return value;
	}

	/**
	 * Writes a value.
	 * @param value a value
	 * @return text or plain values, {@code null} if there is no way
	 */
	@Nullable Object write(Object value) {
		if (isText(value.getClass())) {
			return this.conversionService.convert(value, String.class);
		}
		if (this.pojos == null) {
			return null;
		}
		try {
			return this.pojos.toValues(value);
		}
		catch (StackOverflowError ex) {
			throw new IllegalArgumentException("it contains itself", ex);
		}
	}

}
