package io.aemp.codec;

import java.math.BigInteger;

import io.aemp.Framing.DecodingException;
import io.aemp.Sendable;

/**
 * Converts the numbers of CBOR: integers of any size and 16-bit floating-point numbers.
 */
final class CborNumber {

	/** The most bytes of a bignum, with room for leading zeros. */
	private static final int LONGEST = 2 * Sendable.INTEGER_BITS / Byte.SIZE;

	private CborNumber() {
	}

	/** An integer whose head has major type 0. */
	static Object unsigned(long argument) {
		return (argument >= 0) ? (Object) argument : new BigInteger(Long.toUnsignedString(argument));
	}

	/** An integer whose head has major type 1. */
	static Object negative(long argument) {
		return (argument >= 0) ? (Object) ~argument : new BigInteger(Long.toUnsignedString(argument)).not();
	}

	/** Converts the content of a bignum. */
	static Object bignum(byte[] digits, boolean negative) throws DecodingException {
		if (digits.length > LONGEST) {
			throw PacketReader.hugeInteger();
		}
		BigInteger number = new BigInteger(1, digits);
		return PacketReader.integer(negative ? number.not() : number);
	}

	/** Converts a 16-bit floating-point number; the JDK can do this from Java 20 on. */
	static double half(int bits) {
		int exponent = bits >>> 10 & 31;
		int fraction = bits & 0x3FF;
		double magnitude = (exponent == 0) ? fraction * 0x1p-24
				: (exponent < 31) ? (fraction + 1024) * Math.scalb(1.0, exponent - 25)
						: (fraction == 0) ? Double.POSITIVE_INFINITY : Double.NaN;
		return ((bits & 0x8000) != 0) ? -magnitude : magnitude;
	}

}
