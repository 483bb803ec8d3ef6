package io.aemp.codec;

import java.math.BigInteger;

/** Writes CBOR with definite lengths and the shortest form of each number. */
final class CborWriter extends PacketWriter {

	@Override
	void beginList(int size) {
		ensure(SCALAR);
		head(Cbor.LIST, size);
	}

	@Override
	void endList() {
		// the length precedes the elements
	}

	@Override
	void beginMap(int size) {
		ensure(SCALAR);
		head(Cbor.MAP, size);
	}

	@Override
	void endMap() {
		// the length precedes the elements
	}

	@Override
	void key(String key) {
		name(key);
	}

	@Override
	void name(String name) {
		int length = name.length();
		ensure((long) length + SCALAR);
		int start = this.position;
		head(Cbor.BYTES, length);
		if (ascii(name)) {
			return;
		}
		byte[] bytes = this.bytes;
		int position = this.position;
		for (int i = 0; i < length; i++) {
			char character = name.charAt(i);
			if (character > 0xFF) {
				this.position = start;
				wideText(name);
				return;
			}
			bytes[position++] = (byte) character;
		}
		this.position = position;
	}

	@Override
	void text(String text) {
		int length = text.length();
		ensure((long) length + SCALAR);
		int start = this.position;
		head(Cbor.TEXT, length);
		if (!ascii(text)) {
			this.position = start;
			wideText(text);
		}
	}

	private void wideText(String unchecked) {
		String text = encodable(unchecked);
		long length = Utf8.length(text);
		ensure(length + SCALAR);
		head(Cbor.TEXT, length);
		int position = this.position;
		for (int i = 0; i < text.length(); i++) {
			int codePoint = Utf8.codePoint(text, i);
			if (codePoint < 0x80) {
				this.bytes[position++] = (byte) codePoint;
			}
			else {
				position = Utf8.write(codePoint, this.bytes, position);
				i += (codePoint > 0xFFFF) ? 1 : 0;
			}
		}
		this.position = position;
	}

	@Override
	void bytes(byte[] array) {
		ensure((long) array.length + SCALAR);
		head(Cbor.BYTES, array.length);
		YieldingCopy.copy(array, 0, this.bytes, this.position, array.length);
		this.position += array.length;
	}

	@Override
	void integer(long number) {
		ensure(SCALAR);
		if (number >= 0) {
			head(Cbor.UNSIGNED, number);
		}
		else {
			head(Cbor.NEGATIVE, ~number);
		}
	}

	@Override
	void bigInteger(BigInteger number) {
		BigInteger magnitude = (number.signum() < 0) ? number.not() : number;
		int bits = magnitude.bitLength();
		ensure(SCALAR + bits / Byte.SIZE);
		if (bits <= Long.SIZE) {
			head((number.signum() < 0) ? Cbor.NEGATIVE : Cbor.UNSIGNED, magnitude.longValue());
			return;
		}
		head(Cbor.TAG, (number.signum() < 0) ? Cbor.NEGATIVE_BIGNUM : Cbor.BIGNUM);
		byte[] digits = magnitude.toByteArray();
		int sign = (bits % Byte.SIZE == 0) ? 1 : 0;
		int length = digits.length - sign;
		head(Cbor.BYTES, length);
		System.arraycopy(digits, sign, this.bytes, this.position, length);
		this.position += length;
	}

	@Override
	void floating(double number) {
		ensure(SCALAR);
		float single = (float) number;
		if (single == number) {
			this.bytes[this.position++] = (byte) Cbor.FLOAT_32;
			put(Float.floatToRawIntBits(single), 4);
		}
		else {
			this.bytes[this.position++] = (byte) Cbor.FLOAT_64;
			put(Double.doubleToLongBits(number), 8);
		}
	}

	@Override
	void truth(boolean truth) {
		ensure(SCALAR);
		this.bytes[this.position++] = (byte) (truth ? Cbor.TRUE : Cbor.FALSE);
	}

	@Override
	void nothing() {
		ensure(SCALAR);
		this.bytes[this.position++] = (byte) Cbor.NULL;
	}

	/** Writes the head of an item; its argument is unsigned. */
	private void head(int major, long argument) {
		int head = major << 5;
		if (argument >= 0 && argument < 24) {
			this.bytes[this.position++] = (byte) (head | argument);
		}
		else {
			int power = power(argument);
			this.bytes[this.position++] = (byte) (head | 24 + power);
			put(argument, 1 << power);
		}
	}

	/** The power of two that is the size of an argument in bytes. */
	private static int power(long argument) {
		if (argument < 0 || argument > 0xFFFF_FFFFL) {
			return 3;
		}
		return (argument <= 0xFF) ? 0 : (argument <= 0xFFFF) ? 1 : 2;
	}

	private void put(long number, int size) {
		byte[] bytes = this.bytes;
		int position = this.position;
		for (int shift = (size - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
			bytes[position++] = (byte) (number >>> shift);
		}
		this.position = position;
	}

}
