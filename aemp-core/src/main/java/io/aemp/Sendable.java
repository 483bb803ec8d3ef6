package io.aemp;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * Checks what may travel to another node: {@code null}, booleans, integers,
 * floating-point numbers, any {@link CharSequence} of whole characters, {@code byte[]},
 * collections, arrays of objects, and maps whose keys are text.
 * <p>
 * A framing refuses everything else when it writes a message. This check is for messages
 * that cannot be written yet, because the framing is not known.
 */
public final class Sendable {

	/** The maximum bits of an integer; longer ones would keep the receiver busy. */
	public static final int INTEGER_BITS = 8192;

	private final Message message;

	private final Framing.PacketLimits limits;

	private long size;

	private Sendable(Message message, Framing.PacketLimits limits) {
		this.message = message;
		this.limits = limits;
	}

	/**
	 * Checks a message.
	 * @param message the message
	 * @param limits what the message must not exceed
	 * @return about how many bytes it takes, in the most compact framing
	 * @throws UnsendableValueException if a value cannot travel or a limit is exceeded
	 */
	public static long check(Message message, Framing.PacketLimits limits) {
		Sendable check = new Sendable(message, limits);
		check.count(1);
		for (int i = 0; i < message.size(); i++) {
			check.value(message.get(i), 1);
		}
		if (!message.headers().isEmpty()) {
			check.headers();
		}
		return check.size;
	}

	private void headers() {
		this.message.headers().forEach((name, value) -> count(name.length() + value.length()));
	}

	/**
	 * Makes the exception for a value, with the position of the value.
	 * @param message the message
	 * @param limits how deep to search
	 * @param culprit matches the value
	 * @param rule the rule that the value breaks, and the remedy
	 * @return the exception
	 */
	public static UnsendableValueException refusal(Message message, Framing.PacketLimits limits,
			Predicate<@Nullable Object> culprit, String rule) {
		for (int i = 0; i < message.size(); i++) {
			String place = locate(message.get(i), "Element " + i, limits.nesting(), culprit);
			if (place != null) {
				return new UnsendableValueException(place + " cannot travel: " + rule);
			}
		}
		return new UnsendableValueException("The message cannot travel: " + rule);
	}

	private static @Nullable String locate(@Nullable Object value, String path, int levels,
			Predicate<@Nullable Object> culprit) {
		if (culprit.test(value)) {
			return path + ((value != null) ? " (" + value.getClass().getName() + ")" : "");
		}
		String place = null;
		if (levels == 0) {
			return null;
		}
		if (value instanceof Map<?, ?> map) {
			for (Map.Entry<?, ?> entry : map.entrySet()) {
				place = locate(entry.getValue(), path + "." + Values.display(entry.getKey()), levels - 1, culprit);
				if (place != null) {
					return place;
				}
			}
		}
		else if (value instanceof Collection<?> || value instanceof Object[]) {
			int index = 0;
			for (Object element : elements(value)) {
				place = locate(element, path + "[" + index++ + "]", levels - 1, culprit);
				if (place != null) {
					return place;
				}
			}
		}
		return place;
	}

	private static Collection<?> elements(Object list) {
		return (list instanceof Object[] array) ? Arrays.asList(array) : (Collection<?>) list;
	}

	private void value(@Nullable Object value, int depth) {
		if (value == null || value instanceof Boolean) {
			count(1);
		}
		else if (value instanceof CharSequence text) {
			text(text, text);
		}
		else if (value instanceof byte[] bytes) {
			count(head(bytes.length) + bytes.length);
		}
		else if (value instanceof Number number) {
			number(number);
		}
		else if (value instanceof Map<?, ?> map) {
			map(map, depth);
		}
		else if (value instanceof Collection<?> || value instanceof Object[]) {
			list(elements(value), value, depth);
		}
		else {
			throw refusal(value,
					isWhole(value) ? "it is not a value: use send(String, Message), or pass its elements one by one"
							: "only booleans, integers, floating-point numbers, text, bytes, lists and maps"
									+ " can; send it as text or as a number");
		}
	}

	/**
	 * Whether the caller may have meant the overload that takes a whole message or
	 * reason.
	 */
	private static boolean isWhole(Object value) {
		return value instanceof Message || value instanceof Reason;
	}

	private void number(Number number) {
		if (number instanceof BigInteger integer) {
			if (integer.bitLength() > INTEGER_BITS) {
				throw refusal(number, "an integer may have at most " + INTEGER_BITS + " bits; send it as bytes");
			}
			count((integer.bitLength() <= Long.SIZE) ? head(Long.MAX_VALUE) : 4 + integer.bitLength() / 8);
		}
		else if (Values.isInteger(number)) {
			long integer = number.longValue();
			count(head((integer < 0) ? ~integer : integer));
		}
		else if (Values.isFloating(number)) {
			double value = number.doubleValue();
			count((value == (float) value) ? 5 : 9);
		}
		else {
			throw refusal(number, "numbers must be integers, Double or Float; send it as one of them or as text");
		}
	}

	private void list(Collection<?> elements, Object list, int depth) {
		enter(list, elements.size(), depth);
		for (Object element : elements) {
			value(element, depth + 1);
		}
	}

	private void map(Map<?, ?> map, int depth) {
		enter(map, map.size(), depth);
		for (Map.Entry<?, ?> entry : map.entrySet()) {
			if (!(entry.getKey() instanceof CharSequence key)) {
				Object key = entry.getKey();
				throw refusal(map, "a key of it is not text but " + ((key != null) ? key.getClass().getName() : "null")
						+ "; make all keys text");
			}
			text(key, map);
			value(entry.getValue(), depth + 1);
		}
	}

	private void enter(Object container, int elements, int depth) {
		if (depth >= this.limits.nesting()) {
			throw refusal(container, "lists and maps may be nested " + this.limits.nesting()
					+ " levels deep (max_nesting), and the message is the first level; use fewer levels");
		}
		count(head(elements));
	}

	private void text(CharSequence text, Object culprit) {
		long bytes = 0;
		boolean surrogates = false;
		for (int i = 0; i < text.length(); i++) {
			char character = text.charAt(i);
			// a surrogate pair takes four bytes, two for each half
			boolean surrogate = Character.isSurrogate(character);
			bytes += (character < 0x80) ? 1 : (character < 0x800 || surrogate) ? 2 : 3;
			surrogates |= surrogate;
		}
		int half = surrogates ? Values.loneSurrogate(text) : -1;
		if (half >= 0) {
			throw refusal(culprit, ((text != culprit) ? "in a key of it, " : "") + halfCharacter(half));
		}
		count(head(bytes) + bytes);
	}

	/**
	 * The rule that a text with half of a surrogate pair breaks, and the remedy.
	 * @param index the index of the half
	 * @return a clause
	 */
	public static String halfCharacter(int index) {
		return "the char at index " + index + " is half of a surrogate pair, which is no character and has no form in"
				+ " UTF-8; send whole characters, or bytes";
	}

	private static int head(long argument) {
		return (argument < 24) ? 1
				: (argument <= 0xFF) ? 2 : (argument <= 0xFFFF) ? 3 : (argument <= 0xFFFF_FFFFL) ? 5 : 9;
	}

	private void count(long bytes) {
		this.size += bytes;
		if (this.size > this.limits.packetSize()) {
			throw new UnsendableValueException("The message cannot travel: it takes more than "
					+ this.limits.packetSize() + " bytes (max_packet_size); send it in pieces");
		}
	}

	private UnsendableValueException refusal(Object culprit, String rule) {
		return refusal(this.message, this.limits, (value) -> value == culprit, rule);
	}

}
