package io.aemp.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Texts that come again and again over one connection: names of ports, tags, keys. They
 * are found by their bytes, so that no new object is made for one that is known, and
 * bytes are not decoded again.
 */
final class NameCache {

	/** Longer ones are made anew each time. */
	private static final int LONGEST = 48;

	/** A power of two. A name takes the place of another one that falls upon it. */
	private static final int PLACES = 1 << 8;

	private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

	private static final long SPREAD = 0x9E3779B97F4A7C15L;

	private final @Nullable Name[] known = new @Nullable Name[PLACES];

	private final Charset charset;

	/**
	 * Creates an empty collection.
	 * @param charset in which the texts come
	 */
	NameCache(Charset charset) {
		this.charset = charset;
	}

	/**
	 * A text.
	 * @param array holds the bytes
	 * @param from where they begin
	 * @param length how many there are
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
	 * @param bytes how it comes
	 * @param text what it means
	 */
	@SuppressWarnings("ArrayRecordComponent") // nobody compares these
	private record Name(byte[] bytes, String text) {

		boolean isSame(byte[] array, int from, int length) {
			return Arrays.equals(this.bytes, 0, this.bytes.length, array, from, from + length);
		}

	}

}
