package io.aemp.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.util.Arrays;

import io.aemp.Framing.DecodingException;

/** A position in an array of CBOR, which reads the heads and the content of items. */
final class CborInput {

	/** The element count of an item of indefinite length. */
	static final long UNTIL_BREAK = -1;

	private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);

	private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

	private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

	/** Empty strings take a byte on the wire and must not take many in memory. */
	private static final byte[] EMPTY = new byte[0];

	private byte[] array = EMPTY;

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

	/** Reads the first byte of a head. */
	int next() throws DecodingException {
		if (this.position >= this.end) {
			throw IncompleteException.INSTANCE;
		}
		return this.array[this.position++] & 0xFF;
	}

	static int major(int head) {
		return head >>> 5;
	}

	static boolean isIndefinite(int head) {
		return (head & 31) == Cbor.INDEFINITE;
	}

	/** Reads the rest of a head: its argument, an unsigned number of 64 bits. */
	long argument(int head) throws DecodingException {
		int information = head & 31;
		return (information < 24) ? information : longArgument(information);
	}

	private long longArgument(int information) throws DecodingException {
		if (information > 27) {
			throw invalid();
		}
		return number(1 << information - 24);
	}

	/**
	 * Reads a big-endian number.
	 * @param size 1, 2, 4 or 8 bytes
	 */
	long number(int size) throws DecodingException {
		int start = take(size);
		return switch (size) {
			case 1 -> this.array[start] & 0xFF;
			case 2 -> (short) SHORT.get(this.array, start) & 0xFFFF;
			case 4 -> (int) INT.get(this.array, start) & 0xFFFF_FFFFL;
			default -> (long) LONG.get(this.array, start);
		};
	}

	/** Reads the length of a string, all of which has to be in the array. */
	int length(int head) throws DecodingException {
		long length = argument(head);
		if (length < 0 || length > this.end - this.position) {
			throw IncompleteException.INSTANCE;
		}
		return (int) length;
	}

	/**
	 * Reads how many elements follow. A count that the rest of the array cannot hold
	 * fails before memory is allocated for it.
	 * @param head the first byte of the head
	 * @param bytes the least number of bytes of an element
	 * @return the count, or {@link #UNTIL_BREAK}
	 */
	long count(int head, int bytes) throws DecodingException {
		if (isIndefinite(head)) {
			return UNTIL_BREAK;
		}
		long count = argument(head);
		if (count < 0 || count > (this.end - this.position) / bytes) {
			throw IncompleteException.INSTANCE;
		}
		return count;
	}

	/**
	 * Skips a break if it comes next.
	 * @return whether it did
	 */
	boolean skipBreak() throws DecodingException {
		if (this.position >= this.end) {
			throw IncompleteException.INSTANCE;
		}
		boolean isBreak = (this.array[this.position] & 0xFF) == Cbor.BREAK;
		this.position += isBreak ? 1 : 0;
		return isBreak;
	}

	byte[] bytes(int length) throws DecodingException {
		if (length == 0) {
			return EMPTY;
		}
		int start = take(length);
		if (!YieldingCopy.isLong(length)) {
			return Arrays.copyOfRange(this.array, start, start + length);
		}
		byte[] bytes = new byte[length];
		YieldingCopy.copy(this.array, start, bytes, 0, length);
		return bytes;
	}

	String string(int length, Charset charset) throws DecodingException {
		return (length > 0) ? new String(this.array, take(length), length, charset) : "";
	}

	/** Reads a string that is a name. */
	String name(int head, NameCache names) throws DecodingException {
		int length = length(head);
		int start = take(length);
		return names.text(this.array, start, length);
	}

	private int take(int length) throws DecodingException {
		int start = this.position;
		if (length > this.end - start) {
			throw IncompleteException.INSTANCE;
		}
		this.position = start + length;
		return start;
	}

	static DecodingException invalid() {
		return new DecodingException("A CBOR item has no valid head");
	}

}
