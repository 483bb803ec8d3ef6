package io.aemp.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Caches texts that recur on one connection: port names, tags, keys. The cache looks a
 * text up by its bytes, so that a known text needs no decoding and no new object.
 */
final class NameCache {

	/** The most bytes of a cached text. */
	private static final int LONGEST = 48;

	/**
	 * The size of the cache, a power of two. A new name replaces the one at its place.
	 */
	private static final int PLACES = 1 << 8;

	private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

	private static final long SPREAD = 0x9E3779B97F4A7C15L;

	private final @Nullable Name[] known = new @Nullable Name[PLACES];

	private final Charset charset;

	/**
	 * Creates an empty cache.
	 * @param charset the charset of the bytes
	 */
	NameCache(Charset charset) {
		this.charset = charset;
	}

	/**
	 * Returns the text of some bytes.
	 * @param array contains the bytes
	 * @param from the index of the first byte
	 * @param length the number of bytes
	 * @return the text
	 */
	String text(byte[] array, int from, int length) {
		if (length > LONGEST) {
			return new String(array, from, length, this.charset);
		}
		int place = place(array, from, length);
		Name name = this.known[place];
		if (name == null || !name.isSame(array, from, length)) {
			name = new Name(Arrays.copyOfRange(array, from, from + length),
					new String(array, from, length, this.charset));
			this.known[place] = name;
		}
		return name.text;
	}

	private static int place(byte[] array, int from, int length) {
		long hash = length;
		int i = from;
		for (int end = from + length - Long.BYTES; i <= end; i += Long.BYTES) {
			hash = (hash ^ (long) LONG.get(array, i)) * SPREAD;
			hash ^= hash >>> 32;
		}
		long rest = 0;
		for (int end = from + length; i < end; i++) {
			rest = rest << Byte.SIZE | array[i] & 0xFF;
		}
		hash = (hash ^ rest) * SPREAD;
		return (int) (hash >>> 48) & PLACES - 1;
	}

	/**
	 * A text and its bytes.
	 *
	 * @param bytes the encoded text
	 * @param text the decoded text
	 */
	@SuppressWarnings("ArrayRecordComponent") // never compared
	private record Name(byte[] bytes, String text) {

		boolean isSame(byte[] array, int from, int length) {
			return Arrays.equals(this.bytes, 0, this.bytes.length, array, from, from + length);
		}

	}

}
