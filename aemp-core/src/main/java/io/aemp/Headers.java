package io.aemp;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The headers of a message. They stand before its elements in the same array, so that a
 * message without headers pays nothing for them.
 *
 * @param texts values by name, in the order in which they were given
 */
record Headers(Map<String, String> texts) {

	private static final int MOST = 64;

	/** W3C baggage alone may take half of it. */
	private static final int CHARACTERS = 16 << 10;

	/**
	 * Checks headers, and copies them.
	 * @throws IllegalArgumentException if they cannot travel
	 */
	static Headers of(Map<String, String> texts) {
		if (texts.size() > MOST) {
			throw new IllegalArgumentException("A message has at most " + MOST + " headers, and these are "
					+ texts.size() + "; make them elements of the message");
		}
		Map<String, String> copy = new LinkedHashMap<>(texts);
		int characters = 0;
		for (Map.Entry<String, String> header : copy.entrySet()) {
			check(header.getKey(), header.getValue());
			characters += header.getKey().length() + header.getValue().length();
		}
		if (characters > CHARACTERS) {
			throw new IllegalArgumentException("The headers of a message have at most " + CHARACTERS
					+ " characters, and these have " + characters + "; make them elements of the message");
		}
		return new Headers(Collections.unmodifiableMap(copy));
	}

	private static void check(String name, String value) {
		if (name.isEmpty() || !isPrintable(name)) {
			throw new IllegalArgumentException("'" + Values.display(name)
					+ "' is no name for a header: it must have characters, and no control characters");
		}
		if (!isPrintable(value)) {
			throw new IllegalArgumentException("The header '" + name + "' has the value '" + Values.display(value)
					+ "', in which a control character or half a character cannot travel; encode it");
		}
	}

	private static boolean isPrintable(String text) {
		return text.chars().noneMatch(Character::isISOControl) && Values.loneSurrogate(text) < 0;
	}

}
