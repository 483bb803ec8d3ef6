package io.aemp.boot.actuate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.aemp.Values;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ObjectUtils;

/**
 * Converts a value to one that any JSON library can write. Lists, maps and arrays keep
 * their structure. Bytes become text if they look like text, as Perl sends all text as
 * bytes; other bytes become {@code 0x} and hexadecimal digits. A value that is large is
 * cut.
 */
final class ReadableValue {

	/** The elements, and the characters, of one value that are shown. */
	private static final int MAX_ELEMENTS = 200;

	private static final int MAX_CHARACTERS = 4000;

	private static final int MAX_DEPTH = 20;

	private static final String MORE = "...";

	private int elements = MAX_ELEMENTS;

	private int characters = MAX_CHARACTERS;

	private ReadableValue() {
	}

	static Object of(@Nullable Object value) {
		return new ReadableValue().convert(value, 0);
	}

	private Object convert(@Nullable Object value, int depth) {
		if (value == null) {
			// written as null; a plain null would be left out with its subkey
			return Optional.empty();
		}
		if (value instanceof Boolean || value instanceof Number) {
			return value;
		}
		if (value instanceof byte[] bytes) {
			return shorten(isText(bytes) ? Values.latin1(bytes) : hex(bytes));
		}
		boolean nested = value instanceof Map || value instanceof Collection || ObjectUtils.isArray(value);
		if (nested && depth == MAX_DEPTH) {
			return MORE;
		}
		if (value instanceof Map<?, ?> map) {
			return map(map, depth + 1);
		}
		if (value instanceof Collection<?> collection) {
			return list(collection, depth + 1);
		}
		if (nested) {
			return list(Arrays.asList(ObjectUtils.toObjectArray(value)), depth + 1);
		}
		String text = Values.text(value);
		return shorten((text != null) ? text : Values.display(value));
	}

	private Map<String, Object> map(Map<?, ?> map, int depth) {
		Map<String, Object> copy = new LinkedHashMap<>();
		for (Map.Entry<?, ?> entry : map.entrySet()) {
			if (this.elements-- <= 0) {
				copy.put(MORE, map.size() + " subkeys");
				break;
			}
			copy.put(shorten(String.valueOf(entry.getKey())), convert(entry.getValue(), depth));
		}
		return copy;
	}

	private List<Object> list(Collection<?> collection, int depth) {
		List<Object> copy = new ArrayList<>();
		for (Object element : collection) {
			if (this.elements-- <= 0) {
				copy.add(MORE + " " + collection.size() + " elements");
				break;
			}
			copy.add(convert(element, depth));
		}
		return copy;
	}

	private String shorten(String text) {
		int shown = Math.min(text.length(), Math.max(0, this.characters));
		this.characters -= shown;
		return (shown == text.length()) ? text : text.substring(0, shown) + MORE + " " + text.length() + " characters";
	}

	private static String hex(byte[] bytes) {
		int shown = Math.min(bytes.length, MAX_CHARACTERS);
		return "0x" + HexFormat.of().formatHex(bytes, 0, shown);
	}

	private static boolean isText(byte[] bytes) {
		for (byte each : bytes) {
			int character = each & 0xFF;
			boolean blank = character == '\t' || character == '\n' || character == '\r';
			if (Character.isISOControl(character) && !blank) {
				return false;
			}
		}
		return true;
	}

}
