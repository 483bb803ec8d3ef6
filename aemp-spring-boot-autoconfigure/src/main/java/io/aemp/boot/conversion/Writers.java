package io.aemp.boot.conversion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import io.aemp.UnsendableValueException;
import io.aemp.Values;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.util.ObjectUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * Makes the writer of each type once. Elements have the form in which they arrive at
 * another node: records become maps, enums their names, sequences lists, and integers
 * {@code Long}. Where the type leaves open what a value is, its class decides.
 */
final class Writers {

	private final Map<TypeKey, ValueWriter> known = new ConcurrentHashMap<>();

	/** What writes values of a class, whatever type was declared. */
	private final Map<Class<?>, ValueWriter> byClass = new ConcurrentHashMap<>();

	private final ObjectConverter objects;

	private final RecordShapes shapes;

	private final int nesting;

	Writers(ObjectConverter objects, RecordShapes shapes, int nesting) {
		this.objects = objects;
		this.shapes = shapes;
		this.nesting = nesting;
	}

	/** The writer of a type. */
	ValueWriter of(ResolvableType type) {
		TypeKey key = TypeKey.of(type);
		ValueWriter writer = this.known.get(key);
		if (writer == null) {
			writer = make(type);
			this.known.putIfAbsent(key, writer);
		}
		return writer;
	}

	/**
	 * The writer of a type, which is made when it is first needed: it may be inside
	 * another one that is just being made, or inside itself.
	 */
	ValueWriter later(ResolvableType type) {
		SingletonSupplier<ValueWriter> writer = SingletonSupplier.of(() -> of(type));
		return (value, depth) -> writer.obtain().write(value, depth);
	}

	private ValueWriter make(ResolvableType type) {
		Class<?> raw = type.toClass();
		if (PlainForms.writer(raw) != null) {
			return this::writeAny;
		}
		if (raw.isRecord()) {
			return record(type);
		}
		if (OptionalForm.of(raw) == OptionalForm.ANY) {
			ValueWriter content = later(type.getGeneric());
			return (value, depth) -> content.write(OptionalForm.unwrap(value), depth);
		}
		if (raw.isArray() && !raw.getComponentType().isPrimitive() || Streams.isStream(raw)
				|| Collection.class.isAssignableFrom(raw)) {
			ResolvableType element = raw.isArray() ? type.getComponentType() : Streams.isStream(raw)
					? Streams.arrayType(type).getComponentType() : type.as(Iterable.class).getGeneric();
			return sequence(later(element));
		}
		if (Map.class.isAssignableFrom(raw)) {
			ValueWriter contents = later(type.asMap().getGeneric(1));
			return (value, depth) -> (value instanceof Map<?, ?> map) ? map(map, contents, depth)
					: writeAny(value, depth);
		}
		Alternatives alternatives = Alternatives.of(type);
		if (alternatives != null) {
			return alternatives(alternatives);
		}
		return JacksonAnnotations.tellClass(raw) ? this::object : this::writeAny;
	}

	private ValueWriter record(ResolvableType type) {
		RecordShape shape = this.shapes.of(type.toClass());
		return shape.isForMapper() ? this::object : new RecordWriter(type, shape, this);
	}

	private ValueWriter sequence(ValueWriter contents) {
		return (value, depth) -> {
			Collection<?> elements = (value instanceof Collection<?> collection) ? collection
					: (value instanceof Object[] array) ? Arrays.asList(array) : null;
			return (elements != null) ? list(elements, contents, depth) : writeAny(value, depth);
		};
	}

	private ValueWriter alternatives(Alternatives alternatives) {
		Map<Class<?>, ValueWriter> writers = new HashMap<>();
		alternatives.records().forEach((name, type) -> {
			RecordShape shape = this.shapes.of(type.toClass());
			writers.put(type.toClass(), shape.isForMapper() ? named(alternatives.discriminator(), name)
					: RecordWriter.named(type, shape, this, alternatives.discriminator(), name));
		});
		return (value, depth) -> {
			ValueWriter writer = (value != null) ? writers.get(value.getClass()) : null;
			return (writer != null) ? writer.write(value, depth) : writeAny(value, depth);
		};
	}

	/** What the mapper makes of a record, after the discriminator. */
	private ValueWriter named(String discriminator, String name) {
		return (value, depth) -> {
			if (!(object(value, depth) instanceof Map<?, ?> contents)) {
				throw new UnsendableValueException("A " + name + " cannot travel: it is written as something that is no"
						+ " map, so that nothing tells it from others");
			}
			Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
			map.put(discriminator, name);
			map.putAll(contents);
			return map;
		};
	}

	/** Writes a value of which nothing was declared. */
	@Nullable Object writeAny(@Nullable Object value, int depth) {
		if (value == null || value instanceof Boolean || value instanceof Long || value instanceof Double) {
			return value;
		}
		if (value instanceof String text) {
			return PlainForms.text(text);
		}
		if (value instanceof Integer number) {
			return number.longValue();
		}
		ValueWriter writer = this.byClass.get(value.getClass());
		if (writer == null) {
			writer = find(value.getClass());
			this.byClass.putIfAbsent(value.getClass(), writer);
		}
		return writer.write(value, depth);
	}

	/**
	 * Finds the writer of a class.
	 * @param type the class of a value
	 */
	private ValueWriter find(Class<?> type) {
		if (OptionalForm.of(type) != null) {
			return (value, depth) -> writeAny(OptionalForm.unwrap(value), depth);
		}
		ValueWriter plain = PlainForms.writer(type);
		if (plain != null) {
			return plain;
		}
		if (type.isRecord()) {
			return record(ResolvableType.forClass(type));
		}
		if (Map.class.isAssignableFrom(type)) {
			return (value, depth) -> map((Map<?, ?>) Objects.requireNonNull(value), this::writeAny, depth);
		}
		return (value, depth) -> structure(Objects.requireNonNull(value), depth);
	}

	private @Nullable Object structure(Object value, int depth) {
		enter(depth);
		Collection<?> elements = (value instanceof Collection<?> collection) ? collection
				: ObjectUtils.isArray(value) ? Arrays.asList(ObjectUtils.toObjectArray(value)) : Streams.collect(value);
		return (elements != null) ? list(elements, this::writeAny, depth) : object(value, depth);
	}

	/**
	 * Refuses a list or a map that is too deep.
	 * @param depth in how many others it is
	 */
	void enter(int depth) {
		if (depth >= this.nesting) {
			throw new UnsendableValueException("A result cannot travel: its lists and maps are nested more than "
					+ this.nesting + " levels deep (max_nesting), or contain themselves");
		}
	}

	private List<@Nullable Object> list(Collection<?> elements, ValueWriter contents, int depth) {
		enter(depth);
		List<@Nullable Object> list = new ArrayList<>(elements.size());
		for (Object element : elements) {
			list.add(contents.write(element, depth + 1));
		}
		return list;
	}

	private Map<String, @Nullable Object> map(Map<?, ?> entries, ValueWriter contents, int depth) {
		enter(depth);
		Map<String, @Nullable Object> map = new LinkedHashMap<>();
		entries.forEach((key, element) -> {
			String text = Values.text(writeAny(key, depth + 1));
			if (text == null) {
				throw new UnsendableValueException("A map cannot travel: a key of it is "
						+ ((key != null) ? "of " + key.getClass() + ", which has no text form" : "null"));
			}
			if (map.containsKey(text)) {
				throw new UnsendableValueException("A map cannot travel: two keys of it have the same text form");
			}
			map.put(text, contents.write(element, depth + 1));
		});
		return map;
	}

	private @Nullable Object object(@Nullable Object value, int depth) {
		if (value == null) {
			return null;
		}
		Object values;
		try {
			values = TypeChecks.isLive(value.getClass()) ? null : this.objects.write(value);
		}
		catch (RuntimeException ex) {
			UnsendableValueException refusal = new UnsendableValueException(
					"A " + value.getClass().getName() + " cannot travel: " + Values.display(ex.getMessage()));
			refusal.initCause(ex);
			throw refusal;
		}
		if (values == null || values.getClass() == value.getClass()) {
			throw new UnsendableValueException("A " + value.getClass().getName() + " cannot travel: "
					+ TypeChecks.UNKNOWN + ". " + TypeChecks.WAYS_OUT);
		}
		return writeAny(values, depth);
	}

}
