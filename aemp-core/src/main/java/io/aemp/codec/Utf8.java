package io.aemp.codec;

/** Text as UTF-8. Lone surrogates become U+FFFD where nobody can be told of them. */
final class Utf8 {

	private static final char REPLACEMENT = '\uFFFD';

	private Utf8() {
	}

	static long length(String text) {
		long length = 0;
		for (int i = 0; i < text.length(); i++) {
			char character = text.charAt(i);
			if (character < 0x80) {
				length++;
			}
			else if (character < 0x800) {
				length += 2;
			}
			else if (isPair(text, i)) {
				length += 4;
				i++;
			}
			else {
				length += 3;
			}
		}
		return length;
	}

	/**
	 * Returns the code point at an index.
	 * @param text the text
	 * @param index an index
	 * @return the code point; U+FFFD for a lone surrogate
	 */
	static int codePoint(String text, int index) {
		char character = text.charAt(index);
		if (isPair(text, index)) {
			return Character.toCodePoint(character, text.charAt(index + 1));
		}
		return Character.isSurrogate(character) ? REPLACEMENT : character;
	}

	/**
	 * Replaces lone surrogates by U+FFFD.
	 * @param text the text
	 * @return the same text if it has no lone surrogates
	 */
	static String wellFormed(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (Character.isSurrogate(text.charAt(i))) {
				return replaceLoneSurrogates(text, i);
			}
		}
		return text;
	}

	private static String replaceLoneSurrogates(String text, int from) {
		StringBuilder replaced = new StringBuilder(text.length()).append(text, 0, from);
		for (int i = from; i < text.length(); i++) {
			int codePoint = codePoint(text, i);
			replaced.appendCodePoint(codePoint);
			i += (codePoint > 0xFFFF) ? 1 : 0;
		}
		return replaced.toString();
	}

	/**
	 * Writes a code point.
	 * @param codePoint at least U+0080
	 * @param bytes the target, which has enough room
	 * @param position where the code point begins
	 * @return where it ends
	 */
	static int write(int codePoint, byte[] bytes, int position) {
		int end = position;
		if (codePoint < 0x800) {
			bytes[end++] = (byte) (0xC0 | codePoint >>> 6);
		}
		else if (codePoint < 0x10000) {
			bytes[end++] = (byte) (0xE0 | codePoint >>> 12);
			bytes[end++] = (byte) (0x80 | codePoint >>> 6 & 0x3F);
		}
		else {
			bytes[end++] = (byte) (0xF0 | codePoint >>> 18);
			bytes[end++] = (byte) (0x80 | codePoint >>> 12 & 0x3F);
			bytes[end++] = (byte) (0x80 | codePoint >>> 6 & 0x3F);
		}
		bytes[end++] = (byte) (0x80 | codePoint & 0x3F);
		return end;
	}

	private static boolean isPair(String text, int index) {
		return Character.isHighSurrogate(text.charAt(index)) && index + 1 < text.length()
				&& Character.isLowSurrogate(text.charAt(index + 1));
	}

}
