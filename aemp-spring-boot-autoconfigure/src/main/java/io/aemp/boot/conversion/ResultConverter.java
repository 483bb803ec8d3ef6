package io.aemp.boot.conversion;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.aemp.Message;
import io.aemp.Reason;
import io.aemp.Sendable;
import io.aemp.UnsendableValueException;
import io.aemp.Values;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ObjectUtils;

/**
 * Converts results to elements, in the form in which they arrive at another node: records
 * become maps, enums their names, sequences lists, and integers {@code Long}.
 */
final class ResultConverter {

	private final RecordConverter records;

	private final ObjectConverter objects;

	private final int nesting;

	ResultConverter(RecordConverter records, ObjectConverter objects, int nesting) {
		this.records = records;
		this.objects = objects;
		this.nesting = nesting;
	}

	/**
	 * Converts a result.
	 * @param value the result
	 * @return the element
	 * @throws UnsendableValueException if it cannot travel
	 */
	@Nullable Object convert(@Nullable Object value) {
		return convert(value, 0);
	}

	private @Nullable Object convert(@Nullable Object optional, int depth) {
		Object value = OptionalForm.unwrap(optional);
		if (value == null || value instanceof Boolean || value instanceof byte[]) {
			return value;
		}
		if (value instanceof CharSequence || value instanceof Character || value instanceof char[]) {
			return text((value instanceof char[] characters) ? new String(characters) : value.toString());
		}
		if (value instanceof Number) {
			Object number = number(value);
			if (number != null) {
				return number;
			}
		}
		if (value instanceof Enum<?> constant) {
			return constant.name();
		}
		if (value instanceof ByteBuffer buffer) {
			byte[] bytes = new byte[buffer.remaining()];
			buffer.duplicate().get(bytes);
			return bytes;
		}
		String text = TextForms.write(value);
		return (text != null) ? text(text) : structure(value, depth);
	}

	private static String text(String text) {
		int half = Values.loneSurrogate(text);
		if (half >= 0) {
			throw new UnsendableValueException("A text cannot travel: " + Sendable.halfCharacter(half));
		}
		return text;
	}

	private static @Nullable Object number(Object value) {
		if (value instanceof Double || value instanceof Float) {
			return ((Number) value).doubleValue();
		}
		if (value instanceof BigDecimal decimal) {
			return Message.of(require(decimal, BigDecimal.class)).text(0);
		}
		if (value instanceof BigInteger integer) {
			return (integer.bitLength() < Long.SIZE) ? (Object) integer.longValue()
					: require(integer, BigInteger.class);
		}
		return Values.isInteger(value) ? (Object) ((Number) value).longValue() : null;
	}

	/** Refuses numbers that no receiver would read. */
	private static <T> T require(T number, Class<T> type) {
		try {
			return Message.of(number).get(0, type);
		}
		catch (IllegalArgumentException ex) {
			throw new UnsendableValueException("A " + type.getSimpleName() + " cannot travel: it has more than "
					+ Sendable.INTEGER_BITS + " bits, or an exponent as large; send it as bytes");
		}
	}

	private @Nullable Object structure(Object value, int depth) {
		if (value instanceof Message || value instanceof Reason) {
			throw new UnsendableValueException("A " + value.getClass().getSimpleName() + " in a result cannot travel:"
					+ " it is not a value; return it as a whole, or its elements as a list");
		}
		if (depth >= this.nesting) {
			throw new UnsendableValueException("A result cannot travel: its lists and maps are nested more than "
					+ this.nesting + " levels deep (max_nesting), or contain themselves");
		}
		if (value instanceof Record item) {
			return map(this.records.toMap(item), depth);
		}
		if (value instanceof Map<?, ?> map) {
			return map(map, depth);
		}
		Collection<?> elements = (value instanceof Collection<?> collection) ? collection
				: ObjectUtils.isArray(value) ? Arrays.asList(ObjectUtils.toObjectArray(value)) : Streams.collect(value);
		return (elements != null) ? list(elements, depth) : object(value, depth);
	}

	private List<@Nullable Object> list(Collection<?> elements, int depth) {
		List<@Nullable Object> list = new ArrayList<>();
		elements.forEach((element) -> list.add(convert(element, depth + 1)));
		return list;
	}

	private Map<String, @Nullable Object> map(Map<?, ?> entries, int depth) {
		Map<String, @Nullable Object> map = new LinkedHashMap<>();
		entries.forEach((key, element) -> {
			String text = Values.text(convert(key, depth + 1));
			if (text == null) {
				throw new UnsendableValueException("A map cannot travel: a key of it is "
						+ ((key != null) ? "of " + key.getClass() + ", which has no text form" : "null"));
			}
			if (map.containsKey(text)) {
				throw new UnsendableValueException("A map cannot travel: two keys of it have the same text form");
			}
			map.put(text, convert(element, depth + 1));
		});
		return map;
	}

	private @Nullable Object object(Object value, int depth) {
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
		return convert(values, depth);
	}

}
