package io.aemp;

import java.lang.invoke.MethodType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Reads an element of a message as a Java type, however it travelled. A reader returns
 * {@code null} for an element that is not of its type.
 */
final class ElementTypes {

	/**
	 * Longer texts are not read as numbers: parsing them would take too long. An integer
	 * of {@link Sendable#INTEGER_BITS} has 2467 digits.
	 */
	private static final int MOST_DIGITS = 2500;

	/** How text names the infinite number; any other text must stand for a finite one. */
	private static final String INFINITE = "Infinity";

	private static final Map<Class<?>, Type> TYPES = Map.ofEntries(type(String.class, "text", Values::text),
			type(byte[].class, "bytes", Values::bytes),
			type(Boolean.class,
					"a boolean: true, false, 1, 0 or empty text (truth(...) reads any value by Perl's rule)",
					ElementTypes::truth),
			integer(Byte.class, Byte.SIZE, BigInteger::byteValue),
			integer(Short.class, Short.SIZE, BigInteger::shortValue),
			integer(Integer.class, Integer.SIZE, BigInteger::intValue),
			integer(Long.class, Long.SIZE, BigInteger::longValue),
			type(BigInteger.class, "an integer of at most " + Sendable.INTEGER_BITS + " bits", ElementTypes::integer),
			type(BigDecimal.class, "a decimal number of at most " + MOST_DIGITS + " digits", ElementTypes::decimal),
			type(Double.class, "a number", ElementTypes::number), type(Float.class, "a number", ElementTypes::single),
			type(List.class, "a list", (value) -> (value instanceof List) ? value : null),
			type(Map.class, "a map", (value) -> (value instanceof Map) ? value : null));

	private ElementTypes() {
	}

	private static Map.Entry<Class<?>, Type> type(Class<?> type, String name,
			Function<Object, @Nullable Object> reader) {
		return Map.entry(type, new Type(name, reader));
	}

	private static Map.Entry<Class<?>, Type> integer(Class<?> type, int bits, Function<BigInteger, Object> narrowing) {
		return type(type, "an integer of " + bits + " bits", (value) -> narrow(integer(value, bits), narrowing));
	}

	private static <T> @Nullable Object narrow(@Nullable T value, Function<T, Object> narrowing) {
		return (value != null) ? narrowing.apply(value) : null;
	}

	/**
	 * How elements are read as a Java type.
	 * @param type the Java type; for a type that messages do not have, an element must be
	 * an instance of it
	 * @return the type with its reader
	 */
	static Type of(Class<?> type) {
		Type named = TYPES.get(type);
		if (named != null) {
			return named;
		}
		Class<?> wrapper = MethodType.methodType(type).wrap().returnType();
		Type known = TYPES.get(wrapper);
		return (known != null) ? known
				: new Type("a " + wrapper.getName(), (value) -> wrapper.isInstance(value) ? value : null);
	}

	/** A value as a signed integer of at most this many bits. */
	static @Nullable BigInteger integer(@Nullable Object value, int bits) {
		BigInteger integer = integer(value);
		return (integer != null && integer.bitLength() < bits) ? integer : null;
	}

	private static @Nullable BigInteger integer(@Nullable Object value) {
		try {
			if (value instanceof BigInteger integer) {
				return bounded(integer);
			}
			if (value instanceof BigDecimal || Values.isFloating(value)) {
				BigDecimal decimal = decimal(value);
				return (decimal != null) ? bounded(decimal.toBigIntegerExact()) : null;
			}
			String digits = digits(value);
			return (digits != null) ? bounded(new BigInteger(digits)) : null;
		}
		catch (ArithmeticException | NumberFormatException ex) {
			return null;
		}
	}

	private static @Nullable BigDecimal decimal(@Nullable Object value) {
		try {
			if (value instanceof BigDecimal decimal) {
				return bounded(decimal);
			}
			if (value instanceof BigInteger integer) {
				return (bounded(integer) != null) ? new BigDecimal(integer) : null;
			}
			String digits = digits(value);
			return (digits != null) ? bounded(new BigDecimal(digits)) : null;
		}
		catch (NumberFormatException ex) {
			return null;
		}
	}

	private static @Nullable BigInteger bounded(BigInteger integer) {
		return (integer.bitLength() <= Sendable.INTEGER_BITS) ? integer : null;
	}

	/**
	 * Refuses a number that a few characters make so large or so exact that one addition
	 * takes minutes, as {@code 1e999999999}.
	 */
	private static @Nullable BigDecimal bounded(BigDecimal decimal) {
		boolean small = bounded(decimal.unscaledValue()) != null && Math.abs((long) decimal.scale()) <= MOST_DIGITS;
		return (small && (long) decimal.precision() - decimal.scale() <= MOST_DIGITS) ? decimal : null;
	}

	private static @Nullable String digits(@Nullable Object value) {
		if (value instanceof CharSequence text && text.length() > MOST_DIGITS
				|| value instanceof byte[] bytes && bytes.length > MOST_DIGITS || value instanceof Boolean) {
			return null;
		}
		String text = Values.text(value);
		return (text != null) ? text.strip() : null;
	}

	/** A value as a floating-point number. */
	static @Nullable Double number(@Nullable Object value) {
		if (value instanceof BigDecimal || value instanceof BigInteger) {
			BigDecimal decimal = decimal(value);
			return (decimal != null) ? finite(decimal.doubleValue()) : null;
		}
		if (value instanceof Number number) {
			return number.doubleValue();
		}
		try {
			String digits = digits(value);
			return (digits == null) ? null
					: digits.endsWith(INFINITE) ? Double.valueOf(digits) : finite(Double.parseDouble(digits));
		}
		catch (NumberFormatException ex) {
			return null;
		}
	}

	private static @Nullable Double finite(double number) {
		return Double.isInfinite(number) ? null : (Double) number;
	}

	private static @Nullable Float single(@Nullable Object value) {
		Double number = number(value);
		if (number == null) {
			return null;
		}
		float single = number.floatValue();
		return (Float.isInfinite(single) && !number.isInfinite()) ? null : (Float) single;
	}

	/**
	 * Accepts only values that mean the same in Java and in Perl, where the text
	 * {@code false} is true.
	 */
	private static @Nullable Boolean truth(Object value) {
		if (value instanceof Boolean truth) {
			return truth;
		}
		if (value instanceof Number) {
			Double plain = number(value);
			return (plain == null) ? null : (plain == 0) ? Boolean.FALSE : (plain == 1) ? Boolean.TRUE : null;
		}
		String text = Values.text(value);
		return "1".equals(text) ? Boolean.TRUE : ("".equals(text) || "0".equals(text)) ? Boolean.FALSE : null;
	}

	/**
	 * A type.
	 *
	 * @param name describes its values in error messages
	 * @param reader reads a value
	 */
	record Type(String name, Function<Object, @Nullable Object> reader) {

		@Nullable Object read(@Nullable Object value) {
			return (value != null) ? this.reader.apply(value) : null;
		}

	}

}
