package io.aemp.codec;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Copies text into bytes in bulk. Most text is ASCII, and the JDK has instructions for
 * many characters at a time, but only between arrays.
 */
final class TextCopy {

	private static final int PART = 1 << 10;

	/** So few characters are copied faster one by one. */
	private static final int FEW = 32;

	private final CharsetEncoder encoder = StandardCharsets.US_ASCII.newEncoder();

	private final CharBuffer characters = CharBuffer.allocate(PART);

	/**
	 * Copies text if all of it is ASCII.
	 * @param text the text
	 * @param bytes where to; there is room
	 * @param view the same bytes
	 * @param start where the text is to begin there
	 * @return whether it was copied; if not, the bytes may hold a part of it
	 */
	boolean ascii(String text, byte[] bytes, ByteBuffer view, int start) {
		return (text.length() <= FEW) ? few(text, bytes, start) : many(text, view.clear().position(start));
	}

	private static boolean few(String text, byte[] bytes, int start) {
		int all = 0;
		for (int i = 0; i < text.length(); i++) {
			char character = text.charAt(i);
			bytes[start + i] = (byte) character;
			all |= character;
		}
		return all < 0x80;
	}

	private boolean many(String text, ByteBuffer bytes) {
		for (int from = 0; from < text.length(); from += PART) {
			int to = Math.min(from + PART, text.length());
			text.getChars(from, to, this.characters.array(), 0);
			this.characters.clear().limit(to - from);
			if (this.encoder.reset().encode(this.characters, bytes, true).isError()) {
				return false;
			}
		}
		return true;
	}

}
