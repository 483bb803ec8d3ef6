package io.aemp.codec;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Copies ASCII text into bytes in bulk. Most text is ASCII. The JDK has instructions that
 * encode many characters at a time, but only between arrays.
 */
final class TextCopy {

	private static final int PART = 1 << 10;

	/** Up to this length, a loop over the characters is faster. */
	private static final int FEW = 32;

	private final CharsetEncoder encoder = StandardCharsets.US_ASCII.newEncoder();

	private final CharBuffer characters = CharBuffer.allocate(PART);

	/**
	 * Copies text if all of it is ASCII.
	 * @param text the text
	 * @param bytes the target, which has room for the text
	 * @param view a view of the target
	 * @param start where the text begins in the target
	 * @return whether the text was copied; if not, the target may contain a part of it
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
