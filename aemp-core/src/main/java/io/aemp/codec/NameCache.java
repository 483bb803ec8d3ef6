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
	 * The size of the cache, a power of two. A new entry replaces the one at its place.
	 */
	private static final int PLACES = 1 << 8;

	private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

	private static final long SPREAD = 0x9E3779B97F4A7C15L;

	private final @Nullable Name[] known = new @Nullable Name[PLACES];

	/**
	 * Part of the hash of the last text without an entry, by place. A text gets an entry
	 * when it comes again, so that texts that come once, such as the names of calls, cost
	 * nothing more and replace no others.
	 */
	private final int[] candidates = new int[PLACES];

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
		long hash = hash(array, from, length);
		int place = (int) (hash >>> 48) & PLACES - 1;
		Name name = this.known[place];
		if (name != null && name.isSame(array, from, length)) {
			return name.text;
		}
		String text = new String(array, from, length, this.charset);
		if (this.candidates[place] != (int) hash) {
			this.candidates[place] = (int) hash;
			return text;
		}
		this.known[place] = new Name(Arrays.copyOfRange(array, from, from + length), text);
		return text;
	}

	private static long hash(byte[] array, int from, int length) {
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
		return (hash ^ rest) * SPREAD;
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
