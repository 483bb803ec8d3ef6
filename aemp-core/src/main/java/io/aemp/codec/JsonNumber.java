package io.aemp.codec;

import java.math.BigInteger;

import io.aemp.Framing.DecodingException;

/** Reads the numbers of JSON: integers of any size, and everything else as double. */
final class JsonNumber {

	/** Longer ones would keep the node busy. */
	private static final int LONGEST = 4096;

	/** A long has room for that many digits. */
	private static final int LONG_DIGITS = 18;

	/** Doubles hold integers up to here, and powers of ten up to 22, without rounding. */
	private static final long EXACT = 1L << 53;

	private static final double[] POWERS = { 1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13,
			1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22 };

	private final JsonInput input;

	private byte[] array = new byte[0];

	private int position;

	/** The digits so far, if there are not too many. */
	private long digits;

	JsonNumber(JsonInput input) {
		this.input = input;
	}

	/**
	 * Reads a number.
	 * @param first its first byte, which was read already
	 */
	Object read(int first) throws DecodingException {
		this.array = this.input.array();
		this.position = this.input.position() - 1;
		this.digits = 0;
		int start = this.position;
		boolean negative = first == '-';
		if (negative) {
			this.position++;
		}
		int begin = this.position;
		int count = digits();
		if (count > 1 && this.array[begin] == '0') {
			throw JsonInput.unexpected();
		}
		int octet = peek();
		if (octet != '.' && octet != 'e' && octet != 'E') {
			this.input.goTo(this.position);
			return (count <= LONG_DIGITS) ? (Object) (negative ? -this.digits : this.digits) : bigInteger(start);
		}
		int scale = 0;
		if (octet == '.') {
			this.position++;
			scale = digits();
			octet = peek();
		}
		boolean exact = count + scale <= LONG_DIGITS && this.digits <= EXACT;
		long significant = this.digits;
		int exponent = (octet == 'e' || octet == 'E') ? exponent() : 0;
		this.input.goTo(this.position);
		checkLength(start);
		return floating(start, negative, exact ? significant : -1, exponent - scale);
	}

	private int digits() throws DecodingException {
		int start = this.position;
		long number = this.digits;
		int octet = peek();
		while (octet >= '0' && octet <= '9') {
			number = number * 10 + (octet - '0');
			this.position++;
			octet = peek();
		}
		this.digits = number;
		if (this.position == start) {
			throw JsonInput.unexpected();
		}
		return this.position - start;
	}

	private int exponent() throws DecodingException {
		this.position++;
		int sign = peek();
		if (sign == '-' || sign == '+') {
			this.position++;
		}
		this.digits = 0;
		int count = digits();
		// where that many digits do not fit, the exact way is not taken anyway
		int magnitude = (count <= 4) ? (int) this.digits : Short.MAX_VALUE;
		return (sign == '-') ? -magnitude : magnitude;
	}

	private int peek() throws DecodingException {
		if (this.position >= this.input.end()) {
			throw IncompleteException.INSTANCE;
		}
		return this.array[this.position];
	}

	private Object bigInteger(int start) throws DecodingException {
		checkLength(start);
		return PacketReader.integer(new BigInteger(this.input.ascii(start, this.position)));
	}

	private void checkLength(int start) throws DecodingException {
		if (this.position - start > LONGEST) {
			throw new DecodingException("A number has more than " + LONGEST + " digits");
		}
	}

	private Double floating(int start, boolean negative, long significant, int exponent) throws DecodingException {
		if (significant >= 0 && Math.abs(exponent) < POWERS.length) {
			double power = POWERS[Math.abs(exponent)];
			double magnitude = (exponent < 0) ? significant / power : significant * power;
			return negative ? -magnitude : magnitude;
		}
		double number = Double.parseDouble(this.input.ascii(start, this.position));
		if (Double.isInfinite(number)) {
			throw new DecodingException("A number is too large for a double");
		}
		return number;
	}

}
