package io.aemp;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The headers of a message: values by name, in the order in which they were given. They
 * stand before its elements in the same array, so that a message without headers pays
 * nothing for them. They are checked once, where they enter the library: whatever gets
 * the map of a message may give it to another message as it is.
 */
final class Headers extends AbstractMap<String, String> {

	private static final int MOST = 64;

	/** W3C baggage alone may take half of it. */
	private static final int CHARACTERS = 16 << 10;

	/** Each name with its value behind it. Most messages have one or two headers. */
	private final String[] texts;

	private Headers(String[] texts) {
		this.texts = texts;
	}

	/**
	 * Checks headers, and copies them unless they are those of a message.
	 * @throws IllegalArgumentException if they cannot travel
	 */
	static Headers of(Map<String, String> headers) {
		return (headers instanceof Headers checked) ? checked : new Headers(check(headers));
	}

	private static String[] check(Map<String, String> headers) {
		if (headers.size() > MOST) {
			throw new IllegalArgumentException("A message has at most " + MOST + " headers, and these are "
					+ headers.size() + "; make them elements of the message");
		}
		// a map that others change meanwhile may have fewer or more than its size says
		List<String> texts = new ArrayList<>(2 * headers.size());
		int characters = 0;
		for (Map.Entry<String, String> header : headers.entrySet()) {
			String name = header.getKey();
			String value = header.getValue();
			check(name, value);
			characters += name.length() + value.length();
			texts.add(name);
			texts.add(value);
		}
		if (characters > CHARACTERS) {
			throw new IllegalArgumentException("The headers of a message have at most " + CHARACTERS
					+ " characters, and these have " + characters + "; make them elements of the message");
		}
		return texts.toArray(String[]::new);
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
		for (int i = 0; i < text.length(); i++) {
			if (Character.isISOControl(text.charAt(i))) {
				return false;
			}
		}
		return Values.loneSurrogate(text) < 0;
	}

	@Override
	public int size() {
		return this.texts.length / 2;
	}

	@Override
	public @Nullable String get(@Nullable Object name) {
		for (int i = 0; i < this.texts.length; i += 2) {
			if (this.texts[i].equals(name)) {
				return this.texts[i + 1];
			}
		}
		return null;
	}

	@Override
	public boolean containsKey(@Nullable Object name) {
		return get(name) != null;
	}

	@Override
	public Set<Map.Entry<String, String>> entrySet() {
		return new AbstractSet<>() {

			@Override
			public int size() {
				return Headers.this.size();
			}

			@Override
			public Iterator<Map.Entry<String, String>> iterator() {
				return new Entries();
			}

		};
	}

	private final class Entries implements Iterator<Map.Entry<String, String>> {

		private int next;

		@Override
		public boolean hasNext() {
			return this.next < Headers.this.texts.length;
		}

		@Override
		public Map.Entry<String, String> next() {
			if (!hasNext()) {
				throw new NoSuchElementException();
			}
			this.next += 2;
			return Map.entry(Headers.this.texts[this.next - 2], Headers.this.texts[this.next - 1]);
		}

	}

}
