package io.aemp.codec;

/** Constants of RFC 8949 and of the tags that Perl's CBOR::XS knows. */
final class Cbor {

	static final int UNSIGNED = 0;

	static final int NEGATIVE = 1;

	static final int BYTES = 2;

	static final int TEXT = 3;

	static final int LIST = 4;

	static final int MAP = 5;

	static final int TAG = 6;

	/** The additional information of an item of indefinite length, which a break ends. */
	static final int INDEFINITE = 31;

	static final int FALSE = 0xF4;

	static final int TRUE = 0xF5;

	static final int NULL = 0xF6;

	static final int FLOAT_32 = 0xFA;

	static final int FLOAT_64 = 0xFB;

	static final int BREAK = 0xFF;

	static final int BIGNUM = 2;

	static final int NEGATIVE_BIGNUM = 3;

	/** Tag of a reference to a string of the current namespace. */
	static final int STRING_REFERENCE = 25;

	/** Tag of a value that others may refer to. */
	static final int SHARED = 28;

	static final int SHARED_REFERENCE = 29;

	/** Tag of content with a string numbering of its own. */
	static final int STRING_NAMESPACE = 256;

	private Cbor() {
	}

}
