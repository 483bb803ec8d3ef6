package io.aemp.codec;

import java.nio.charset.StandardCharsets;

import io.aemp.Framing.DecodingException;

/** A place in an array from which JSON is read. */
final class JsonInput {

	private byte[] array = new byte[0];

	private int position;

	private int end;

	void begin(byte[] array, int from, int to) {
		this.array = array;
		this.position = from;
		this.end = to;
	}

	int position() {
		return this.position;
	}

	byte[] array() {
		return this.array;
	}

	int end() {
		return this.end;
	}

	void goTo(int position) {
		this.position = position;
	}

	/** Reads one byte. */
	int next() throws DecodingException {
		if (this.position >= this.end) {
			throw IncompleteException.INSTANCE;
		}
		return this.array[this.position++] & 0xFF;
	}

	/** Reads the first byte behind white space. */
	int nextVisible() throws DecodingException {
		int octet = next();
		while (isSpace(octet)) {
			octet = next();
		}
		return octet;
	}

	/** Makes text of ASCII up to here. */
	String ascii(int from, int to) {
		return new String(this.array, from, to - from, StandardCharsets.ISO_8859_1);
	}

	static boolean isSpace(int octet) {
		return octet <= ' ' && (octet == ' ' || octet == '\n' || octet == '\r' || octet == '\t');
	}

	static DecodingException unexpected() {
		return new DecodingException("The input is no JSON");
	}

}
