package io.aemp;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The rules for values in messages: {@code null}, booleans, integers, floating-point
 * numbers, text, bytes, lists, and maps with text as keys.
 * <p>
 * Perl does not distinguish text and bytes: a string that a Perl program never decoded
 * travels as bytes. Where text is expected, bytes are read as Latin-1, one character per
 * byte.
 */
public final class Values {

	private static final int DISPLAY_LIMIT = 200;

	private Values() {
	}

	/**
	 * Makes a message from the varargs of a method.
	 * @param overload the overload that takes a whole message
	 * @param elements the elements
	 * @return the message
	 * @throws IllegalArgumentException if an element is a message or a reason
	 */
	static Message message(String overload, @Nullable Object... elements) {
		requireElements(overload, elements);
		return Message.of(elements);
	}

	/**
	 * Makes a reason from the varargs of a method.
	 * @param overload the overload that takes a whole reason
	 * @param elements the elements
	 * @return the reason
	 * @throws IllegalArgumentException if an element is a message or a reason
	 */
	static Reason reason(String overload, @Nullable Object... elements) {
		requireElements(overload, elements);
		return Reason.of(elements);
	}

	/**
	 * Refuses messages and reasons among elements: the caller probably meant the overload
	 * that takes a whole one.
	 * @param overload the overload that takes a whole message or reason
	 * @param elements the elements
	 * @throws IllegalArgumentException if an element is a message or a reason
	 */
	public static void requireElements(String overload, @Nullable Object... elements) {
		for (int i = 0; i < elements.length; i++) {
			Object element = elements[i];
			if (element instanceof Message || element instanceof Reason) {
				throw new IllegalArgumentException("Element " + i + " is a " + element.getClass().getSimpleName()
						+ ", which is not a value: use " + overload + ", or pass its elements one by one");
			}
		}
	}

	/** Refuses a timeout among the elements of a message. */
	static void refuseTimeout(@Nullable Object... elements) {
		for (Object element : elements) {
			if (element instanceof Duration) {
				throw new IllegalArgumentException("An element is a Duration, which is not a value:"
						+ " for a timeout, use call(String, Message, Duration)");
			}
		}
	}

	/**
	 * Compares values: numbers by value, bytes by content, lists and maps by elements.
	 * @param a a value
	 * @param b another value
	 * @return whether they are equal
	 */
	public static boolean equal(@Nullable Object a, @Nullable Object b) {
		if (a == b) {
			return true;
		}
		if (a == null || b == null) {
			return false;
		}
		if (a instanceof byte[] bytes) {
			return b instanceof byte[] others && Arrays.equals(bytes, others);
		}
		if (a instanceof Number && b instanceof Number) {
			return isInteger(a) && isInteger(b) ? a.toString().equals(b.toString()) : numbersEqual(a, b);
		}
		if (a instanceof List<?> list) {
			return b instanceof List<?> others && listsEqual(list, others);
		}
		if (a instanceof Map<?, ?> map) {
			return b instanceof Map<?, ?> others && mapsEqual(map, others);
		}
		return a.equals(b);
	}

	private static boolean numbersEqual(Object a, Object b) {
		return isFloating(a) && isFloating(b)
				? Double.compare(((Number) a).doubleValue(), ((Number) b).doubleValue()) == 0 : a.equals(b);
	}

	private static boolean listsEqual(List<?> a, List<?> b) {
		if (a.size() != b.size()) {
			return false;
		}
		Iterator<?> others = b.iterator();
		for (Object element : a) {
			if (!equal(element, others.next())) {
				return false;
			}
		}
		return true;
	}

	private static boolean mapsEqual(Map<?, ?> a, Map<?, ?> b) {
		if (a.size() != b.size()) {
			return false;
		}
		for (Map.Entry<?, ?> entry : a.entrySet()) {
			if (!b.containsKey(entry.getKey()) || !equal(entry.getValue(), b.get(entry.getKey()))) {
				return false;
			}
		}
		return true;
	}

	/**
	 * A hash code that agrees with {@link #equal}.
	 * @param value a value
	 * @return its hash code
	 */
	public static int hash(@Nullable Object value) {
		if (value instanceof byte[] bytes) {
			return Arrays.hashCode(bytes);
		}
		if (value instanceof Number) {
			return isInteger(value) ? value.toString().hashCode() : Double.hashCode(((Number) value).doubleValue());
		}
		if (value instanceof List<?> list) {
			int hash = 1;
			for (Object element : list) {
				hash = 31 * hash + hash(element);
			}
			return hash;
		}
		if (value instanceof Map<?, ?> map) {
			int hash = 0;
			for (Map.Entry<?, ?> entry : map.entrySet()) {
				hash += entry.getKey().hashCode() ^ hash(entry.getValue());
			}
			return hash;
		}
		return (value != null) ? value.hashCode() : 0;
	}

	/**
	 * Whether a value is an integer of any size.
	 * @param value a value
	 * @return whether it is an integer
	 */
	public static boolean isInteger(@Nullable Object value) {
		return value instanceof Long || value instanceof Integer || value instanceof BigInteger
				|| value instanceof Short || value instanceof Byte;
	}

	/**
	 * Whether a value is a floating-point number.
	 * @param value a value
	 * @return whether it is one
	 */
	public static boolean isFloating(@Nullable Object value) {
		return value instanceof Double || value instanceof Float;
	}

	/**
	 * A value as text: bytes are read as Latin-1, numbers are decimal, {@code true} is
	 * {@code 1} and {@code false} is empty, as in Perl.
	 * @param value a value
	 * @return the text, or {@code null} if the value has no text form
	 */
	public static @Nullable String text(@Nullable Object value) {
		if (value instanceof CharSequence text) {
			return text.toString();
		}
		if (value instanceof byte[] bytes) {
			return latin1(bytes);
		}
		if (value instanceof Number) {
			return value.toString();
		}
		if (value instanceof Boolean truth) {
			return truth ? "1" : "";
		}
		return null;
	}

	/**
	 * A value as bytes: text must be Latin-1.
	 * @param value a value
	 * @return the bytes, or {@code null} if the value has no form as bytes
	 */
	public static byte @Nullable [] bytes(@Nullable Object value) {
		if (value instanceof byte[] bytes) {
			return bytes;
		}
		String text = text(value);
		return (text != null && isLatin1(text)) ? text.getBytes(StandardCharsets.ISO_8859_1) : null;
	}

	/**
	 * Bytes as text, one character per byte.
	 * @param bytes the bytes
	 * @return the text
	 */
	public static String latin1(byte[] bytes) {
		return new String(bytes, StandardCharsets.ISO_8859_1);
	}

	/**
	 * Whether all characters of a text are below 256.
	 * @param text a text
	 * @return whether it fits into bytes, one per character
	 */
	public static boolean isLatin1(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (text.charAt(i) > 0xFF) {
				return false;
			}
		}
		return true;
	}

	/**
	 * A value as text for logs and error messages: on one line, without control
	 * characters, shortened if it is long.
	 * @param value any value
	 * @return the text
	 */
	public static String display(@Nullable Object value) {
		StringBuilder text = new StringBuilder();
		display(value, text);
		if (text.length() > DISPLAY_LIMIT) {
			text.setLength(DISPLAY_LIMIT);
			text.append("...");
		}
		return printable(text);
	}

	/**
	 * A text without characters that break lines or cannot be encoded: a point replaces a
	 * control character, and U+FFFD half of a surrogate pair.
	 * @param text a text
	 * @return the text, of the same length
	 */
	static String printable(CharSequence text) {
		StringBuilder printable = new StringBuilder(text);
		for (int i = 0; i < printable.length(); i++) {
			char character = printable.charAt(i);
			if (Character.isISOControl(character)) {
				printable.setCharAt(i, '.');
			}
			else if (isPair(printable, i)) {
				i++;
			}
			else if (Character.isSurrogate(character)) {
				printable.setCharAt(i, '\uFFFD');
			}
		}
		return printable.toString();
	}

	/**
	 * Finds half of a surrogate pair, which is no character and has no form in UTF-8.
	 * @param text a text
	 * @return the index of the first one, or -1 if there is none
	 */
	public static int loneSurrogate(CharSequence text) {
		for (int i = 0; i < text.length(); i++) {
			if (isPair(text, i)) {
				i++;
			}
			else if (Character.isSurrogate(text.charAt(i))) {
				return i;
			}
		}
		return -1;
	}

	private static boolean isPair(CharSequence text, int index) {
		return Character.isHighSurrogate(text.charAt(index)) && index + 1 < text.length()
				&& Character.isLowSurrogate(text.charAt(index + 1));
	}

	private static void display(@Nullable Object value, StringBuilder text) {
		if (value instanceof Map<?, ?> map) {
			text.append('{');
			String separator = "";
			for (Map.Entry<?, ?> entry : map.entrySet()) {
				if (text.length() > DISPLAY_LIMIT) {
					return;
				}
				text.append(separator);
				display(entry.getKey(), text);
				text.append('=');
				display(entry.getValue(), text);
				separator = ", ";
			}
			text.append('}');
		}
		else if (value instanceof Collection<?> collection) {
			text.append('[');
			String separator = "";
			for (Object element : collection) {
				if (text.length() > DISPLAY_LIMIT) {
					return;
				}
				text.append(separator);
				display(element, text);
				separator = ", ";
			}
			text.append(']');
		}
		else {
			String plain = displayedScalar(value);
			text.append(plain, 0, Math.min(plain.length(), DISPLAY_LIMIT + 1));
		}
	}

	/** The beginning of a text is enough: all of it may take very long to make. */
	private static String displayedScalar(@Nullable Object value) {
		if (value instanceof byte[] bytes && bytes.length > DISPLAY_LIMIT) {
			return latin1(Arrays.copyOf(bytes, DISPLAY_LIMIT + 1));
		}
		BigInteger digits = (value instanceof BigInteger integer) ? integer
				: (value instanceof BigDecimal decimal) ? decimal.unscaledValue() : null;
		if (digits != null && digits.bitLength() > Sendable.INTEGER_BITS) {
			return "a number of " + digits.bitLength() + " bits";
		}
		String plain = (value instanceof Boolean) ? value.toString() : text(value);
		return (plain != null) ? plain : String.valueOf(value);
	}

}
