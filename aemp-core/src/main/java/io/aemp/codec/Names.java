package io.aemp.codec;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * Texts that come again and again over one connection: names of ports, tags, keys. They
 * are found by their octets, so that no new object is made for one that is known.
 */
final class Names {

	/** Longer ones are made anew each time. */
	private static final int LONGEST = 48;

	/** A power of two. A name takes the place of another one that falls upon it. */
	private static final int PLACES = 1 << 8;

	private final @Nullable String[] known = new @Nullable String[PLACES];

	/**
	 * Text of which each octet is a character.
	 * @param array holds the octets
	 * @param from where they begin
	 * @param length how many there are
	 */
	String latin1(byte[] array, int from, int length) {
		if (length > LONGEST) {
			return new String(array, from, length, StandardCharsets.ISO_8859_1);
		}
		int place = place(array, from, length);
		String name = this.known[place];
		if (name == null || !isSame(name, array, from, length)) {
			name = new String(array, from, length, StandardCharsets.ISO_8859_1);
			this.known[place] = name;
		}
		return name;
	}

	/** Text in UTF-8. */
	String utf8(byte[] array, int from, int length) {
		for (int i = from; i < from + Math.min(length, LONGEST); i++) {
			if (array[i] < 0) {
				return new String(array, from, length, StandardCharsets.UTF_8);
			}
		}
		return (length <= LONGEST) ? latin1(array, from, length)
				: new String(array, from, length, StandardCharsets.UTF_8);
	}

	private static int place(byte[] array, int from, int length) {
		int hash = length;
		for (int i = from; i < from + length; i++) {
			hash = 31 * hash + array[i];
		}
		return (hash ^ hash >>> 8 ^ hash >>> 16) & PLACES - 1;
	}

	private static boolean isSame(String name, byte[] array, int from, int length) {
		if (name.length() != length) {
			return false;
		}
		// from the end, where names differ most
		for (int i = length - 1; i >= 0; i--) {
			if (name.charAt(i) != (array[from + i] & 0xFF)) {
				return false;
			}
		}
		return true;
	}

}
