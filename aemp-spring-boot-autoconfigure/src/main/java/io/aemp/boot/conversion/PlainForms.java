package io.aemp.boot.conversion;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

import io.aemp.Message;
import io.aemp.Reason;
import io.aemp.Sendable;
import io.aemp.UnsendableValueException;
import io.aemp.Values;
import org.jspecify.annotations.Nullable;

/** Writes values that have nothing in them as texts, numbers and bytes. */
final class PlainForms {

	private static final Set<Class<?>> AS_THEY_ARE = Set.of(Boolean.class, byte[].class, Long.class, Double.class);

	private PlainForms() {
	}

	/**
	 * Finds the writer of a class.
	 * @param type the class of a value
	 * @return {@code null} if its values have something in them
	 */
	static @Nullable ValueWriter writer(Class<?> type) {
		if (AS_THEY_ARE.contains(type)) {
			return (value, depth) -> value;
		}
		if (CharSequence.class.isAssignableFrom(type) || type == Character.class) {
			return writer((value) -> text(value.toString()));
		}
		if (type == char[].class) {
			return writer((value) -> text(new String((char[]) value)));
		}
		if (Number.class.isAssignableFrom(type)) {
			ValueWriter number = number(type);
			if (number != null) {
				return number;
			}
		}
		if (Enum.class.isAssignableFrom(type)) {
			return writer((value) -> ((Enum<?>) value).name());
		}
		if (ByteBuffer.class.isAssignableFrom(type)) {
			return writer((value) -> bytes((ByteBuffer) value));
		}
		if (TextForms.contains(type)) {
			return writer((value) -> text(Objects.requireNonNull(TextForms.write(value))));
		}
		return (type == Message.class || type == Reason.class) ? writer(PlainForms::refuse) : null;
	}

	private static ValueWriter writer(Function<Object, Object> form) {
		return (value, depth) -> (value != null) ? form.apply(value) : null;
	}

	static String text(String text) {
		int half = Values.loneSurrogate(text);
		if (half >= 0) {
			throw new UnsendableValueException("A text cannot travel: " + Sendable.halfCharacter(half));
		}
		return text;
	}

	private static @Nullable ValueWriter number(Class<?> type) {
		if (type == Float.class) {
			return writer((value) -> ((Number) value).doubleValue());
		}
		if (BigDecimal.class.isAssignableFrom(type)) {
			return writer((value) -> Message.of(require((BigDecimal) value, BigDecimal.class)).text(0));
		}
		if (BigInteger.class.isAssignableFrom(type)) {
			return writer((value) -> integer((BigInteger) value));
		}
		boolean small = type == Integer.class || type == Short.class || type == Byte.class;
		return small ? writer((value) -> ((Number) value).longValue()) : null;
	}

	private static Object integer(BigInteger integer) {
		return (integer.bitLength() < Long.SIZE) ? (Object) integer.longValue() : require(integer, BigInteger.class);
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

	private static byte[] bytes(ByteBuffer buffer) {
		byte[] bytes = new byte[buffer.remaining()];
		buffer.duplicate().get(bytes);
		return bytes;
	}

	private static Object refuse(Object value) {
		throw new UnsendableValueException("A " + value.getClass().getSimpleName() + " in a result cannot travel:"
				+ " it is not a value; return it as a whole, or its elements as a list");
	}

}
