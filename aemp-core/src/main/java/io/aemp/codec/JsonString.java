package io.aemp.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.aemp.Framing.DecodingException;

/** Reads the strings of JSON: strict UTF-8, and escapes. */
final class JsonString {

	/** A larger array is given back after the string. */
	private static final int KEPT = 1 << 12;

	private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

	/** One in each byte. */
	private static final long ONES = 0x0101_0101_0101_0101L;

	private static final long HIGHEST = 0x8080_8080_8080_8080L;

	private final JsonInput input;

	private final NameCache names = new NameCache(StandardCharsets.ISO_8859_1);

	/** The characters of a string that is not plain ASCII. */
	private char[] characters = new char[64];

	private int size;

	JsonString(JsonInput input) {
		this.input = input;
	}

	/** Reads a string whose first quote was read already. */
	String read() throws DecodingException {
		int start = this.input.position();
		int odd = firstOdd(start);
		return isEnd(odd) ? this.input.ascii(start, odd) : readRest(start, odd);
	}

	/** Reads a string that may come again and again. */
	String readName() throws DecodingException {
		int start = this.input.position();
		int odd = firstOdd(start);
		return isEnd(odd) ? this.names.text(this.input.array(), start, odd - start) : readRest(start, odd);
	}

	private int firstOdd(int start) throws DecodingException {
		int odd = firstOdd(this.input.array(), start, this.input.end());
		if (odd == this.input.end()) {
			throw IncompleteException.INSTANCE;
		}
		return odd;
	}

	private boolean isEnd(int odd) {
		boolean end = this.input.array()[odd] == '"';
		if (end) {
			this.input.goTo(odd + 1);
		}
		return end;
	}

	/**
	 * Finds the first byte that is no character standing for itself: a quote, a
	 * backslash, a control character, or part of a character beyond ASCII.
	 * @return its index, or that behind the last byte
	 */
	static int firstOdd(byte[] array, int from, int to) {
		int position = from;
		for (; position <= to - Long.BYTES; position += Long.BYTES) {
			long eight = (long) EIGHT.get(array, position);
			long odd = (eight | below(eight, ' ') | below(eight ^ '"' * ONES, 1) | below(eight ^ '\\' * ONES, 1))
					& HIGHEST;
			if (odd != 0) {
				return position + Long.numberOfTrailingZeros(odd) / Byte.SIZE;
			}
		}
		while (position < to && array[position] >= ' ' && array[position] != '"' && array[position] != '\\') {
			position++;
		}
		return position;
	}

	/**
	 * Marks bytes below a limit by their highest bit. What is above the first one may be
	 * marked wrongly, by the borrow.
	 */
	private static long below(long eight, int limit) {
		return (eight - limit * ONES) & ~eight;
	}

	/** Reads the string anew, character by character from where it is not plain. */
	private String readRest(int start, int odd) throws DecodingException {
		this.size = 0;
		for (int i = start; i < odd; i++) {
			add((char) this.input.array()[i]);
		}
		this.input.goTo(odd);
		int octet = this.input.next();
		while (octet != '"') {
			if (octet == '\\') {
				escape();
			}
			else if (octet >= 0x80) {
				codePoint(octet);
			}
			else if (octet >= ' ') {
				add((char) octet);
			}
			else {
				throw JsonInput.unexpected();
			}
			octet = this.input.next();
		}
		replaceLoneSurrogates();
		String text = new String(this.characters, 0, this.size);
		if (this.characters.length > KEPT) {
			this.characters = new char[64];
		}
		return text;
	}

	private void add(char character) {
		if (this.size == this.characters.length) {
			this.characters = Arrays.copyOf(this.characters, 2 * this.size);
		}
		this.characters[this.size++] = character;
	}

	private void escape() throws DecodingException {
		int octet = this.input.next();
		switch (octet) {
			case '"', '\\', '/' -> add((char) octet);
			case 'b' -> add('\b');
			case 'f' -> add('\f');
			case 'n' -> add('\n');
			case 'r' -> add('\r');
			case 't' -> add('\t');
			case 'u' -> add((char) (hexadecimal() << 12 | hexadecimal() << 8 | hexadecimal() << 4 | hexadecimal()));
			default -> throw JsonInput.unexpected();
		}
	}

	private int hexadecimal() throws DecodingException {
		int octet = this.input.next();
		// in other scripts there are digits too, but they are no single bytes
		int digit = (octet < 0x80) ? Character.digit(octet, 16) : -1;
		if (digit < 0) {
			throw JsonInput.unexpected();
		}
		return digit;
	}

	/** Reads a character of several bytes; the shortest form only, and no surrogates. */
	private void codePoint(int first) throws DecodingException {
		if (first < 0xC2 || first > 0xF4) {
			throw invalidUtf8();
		}
		if (first < 0xE0) {
			add((char) ((first & 0x1F) << 6 | continuation()));
		}
		else if (first < 0xF0) {
			int character = (first & 0xF) << 12 | continuation() << 6 | continuation();
			if (character < 0x800 || Character.isSurrogate((char) character)) {
				throw invalidUtf8();
			}
			add((char) character);
		}
		else {
			int codePoint = (first & 7) << 18 | continuation() << 12 | continuation() << 6 | continuation();
			if (!Character.isSupplementaryCodePoint(codePoint)) {
				throw invalidUtf8();
			}
			add(Character.highSurrogate(codePoint));
			add(Character.lowSurrogate(codePoint));
		}
	}

	private int continuation() throws DecodingException {
		int octet = this.input.next();
		if ((octet & 0xC0) != 0x80) {
			throw invalidUtf8();
		}
		return octet & 0x3F;
	}

	private void replaceLoneSurrogates() {
		for (int i = 0; i < this.size; i++) {
			char character = this.characters[i];
			if (!Character.isSurrogate(character)) {
				continue;
			}
			if (Character.isHighSurrogate(character) && i + 1 < this.size
					&& Character.isLowSurrogate(this.characters[i + 1])) {
				i++;
			}
			else {
				this.characters[i] = Utf8.REPLACEMENT;
			}
		}
	}

	private static DecodingException invalidUtf8() {
		return new DecodingException("The input is no UTF-8");
	}

}
