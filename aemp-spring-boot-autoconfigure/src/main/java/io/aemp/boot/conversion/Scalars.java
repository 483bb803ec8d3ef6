package io.aemp.boot.conversion;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Set;

import io.aemp.Message;
import io.aemp.Values;
import org.jspecify.annotations.Nullable;

/**
 * Reads elements that are no lists and maps, as {@link Message#get(int, Class)} does: a
 * number may have travelled as text, and text as bytes.
 */
final class Scalars {

	private static final Set<Class<?>> OF_MESSAGES = Set.of(String.class, byte[].class, Boolean.class, Long.class,
			Short.class, Byte.class, Double.class, Float.class, BigInteger.class, BigDecimal.class);

	private Scalars() {
	}

	/**
	 * Finds the reader of a scalar type.
	 * @param target the type, no primitive one
	 * @param others reads what has no text
	 * @return the reader of elements that are not {@code null}; {@code null} if the type
	 * is no scalar
	 */
	static @Nullable ElementReader reader(Class<?> target, ElementReader others) {
		if (target == Integer.class) {
			return Scalars::integer;
		}
		if (OF_MESSAGES.contains(target)) {
			return (value) -> Message.of(value).get(0, target);
		}
		if (target == CharSequence.class) {
			return (value) -> Message.of(value).text(0);
		}
		if (target == Number.class) {
			return (value) -> Message.of(value).number(0);
		}
		if (target == Character.class) {
			return (value) -> character(Values.text(value));
		}
		if (target == ByteBuffer.class) {
			return (value) -> ByteBuffer.wrap(Message.of(value).bytes(0));
		}
		if (target == char[].class) {
			return (value) -> {
				String text = Values.text(value);
				return (text != null) ? text.toCharArray() : others.read(value);
			};
		}
		return TextForms.has(target) ? (value) -> {
			String text = Values.text(value);
			return (text != null) ? TextForms.read(text, target) : others.read(value);
		} : null;
	}

	/** Integers travel as {@code Long}, and most of them fit. */
	private static Object integer(@Nullable Object value) {
		if (value instanceof Long number && number.intValue() == number) {
			return number.intValue();
		}
		return Message.of(value).get(0, Integer.class);
	}

	private static Character character(@Nullable String text) {
		if (text == null || text.length() != 1) {
			throw new IllegalArgumentException("it is not a text of one character");
		}
		return text.charAt(0);
	}

}
