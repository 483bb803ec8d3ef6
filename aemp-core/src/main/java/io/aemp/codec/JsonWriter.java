package io.aemp.codec;

import java.math.BigInteger;

/** Writes JSON in UTF-8, without white space. */
final class JsonWriter extends PacketWriter {

	private static final byte[] HEXADECIMAL = { '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd',
			'e', 'f' };

	/**
	 * By ASCII character: 0 if it stands for itself, otherwise what follows the
	 * backslash.
	 */
	private static final byte[] ESCAPES = escapes();

	private static byte[] escapes() {
		byte[] escapes = new byte[0x80];
		for (int control = 0; control < ' '; control++) {
			escapes[control] = 'u';
		}
		escapes['\b'] = 'b';
		escapes['\t'] = 't';
		escapes['\n'] = 'n';
		escapes['\f'] = 'f';
		escapes['\r'] = 'r';
		escapes['"'] = '"';
		escapes['\\'] = '\\';
		return escapes;
	}

	@Override
	void beginList(int size) {
		one('[');
	}

	@Override
	void endList() {
		one(']');
	}

	@Override
	void beginMap(int size) {
		one('{');
	}

	@Override
	void endMap() {
		one('}');
	}

	@Override
	void separate() {
		one(',');
	}

	@Override
	void key(String key) {
		text(key);
		one(':');
	}

	@Override
	void name(String name) {
		text(name);
	}

	@Override
	void text(String text) {
		ensure((long) text.length() + SCALAR);
		one('"');
		int start = this.position;
		int odd = ascii(text) ? JsonString.firstOdd(this.bytes, start, this.position) : start;
		this.position = odd;
		oddText(text, odd - start);
	}

	/** Writes the rest of a text, and the quote behind it. */
	private void oddText(String text, int from) {
		for (int i = from; i < text.length(); i++) {
			ensure((long) text.length() - i + SCALAR);
			int codePoint = Utf8.codePoint(text, i);
			character(codePoint);
			i += (codePoint > 0xFFFF) ? 1 : 0;
		}
		one('"');
	}

	@Override
	void bytes(byte[] array) {
		one('"');
		for (int i = 0; i < array.length; i++) {
			ensure((long) array.length - i + SCALAR);
			character(array[i] & 0xFF);
		}
		one('"');
	}

	/** Writes one character of a text, for which there is room. */
	private void character(int codePoint) {
		byte[] bytes = this.bytes;
		if (codePoint >= 0x80) {
			this.position = Utf8.write(codePoint, bytes, this.position);
			return;
		}
		byte escape = ESCAPES[codePoint];
		if (escape == 0) {
			bytes[this.position++] = (byte) codePoint;
			return;
		}
		bytes[this.position++] = '\\';
		bytes[this.position++] = escape;
		if (escape == 'u') {
			bytes[this.position++] = '0';
			bytes[this.position++] = '0';
			bytes[this.position++] = HEXADECIMAL[codePoint >>> 4];
			bytes[this.position++] = HEXADECIMAL[codePoint & 0xF];
		}
	}

	@Override
	void integer(long number) {
		ensure(SCALAR);
		byte[] bytes = this.bytes;
		int position = this.position;
		if (number < 0) {
			bytes[position++] = '-';
		}
		// negative, because the smallest long has no positive counterpart
		long rest = (number > 0) ? -number : number;
		int end = position + digits(rest);
		this.position = end;
		do {
			bytes[--end] = (byte) ('0' - rest % 10);
			rest /= 10;
		}
		while (rest != 0);
	}

	private static int digits(long negative) {
		int digits = 1;
		for (long limit = -10; negative <= limit; limit *= 10) {
			digits++;
			if (digits == 19) {
				break;
			}
		}
		return digits;
	}

	@Override
	void bigInteger(BigInteger number) {
		literal(number.toString());
	}

	@Override
	void floating(double number) {
		if (Double.isFinite(number)) {
			literal(Double.toString(number));
		}
		else if (isLenient()) {
			nothing();
		}
		else {
			throw notFinite(number);
		}
	}

	@Override
	void truth(boolean truth) {
		literal(truth ? "true" : "false");
	}

	@Override
	void nothing() {
		literal("null");
	}

	private void literal(String text) {
		ensure((long) text.length() + SCALAR);
		for (int i = 0; i < text.length(); i++) {
			this.bytes[this.position++] = (byte) text.charAt(i);
		}
	}

	private void one(char character) {
		ensure(SCALAR);
		this.bytes[this.position++] = (byte) character;
	}

}
