package io.aemp.codec;

import java.util.Arrays;

import io.aemp.Framing.DecodingException;
import io.aemp.Framing.PacketLimits;

/** Finds the end of a CBOR item from the heads of the items in it. */
final class CborScanner implements PacketScanner {

	private final PacketLimits limits;

	/** The number of items that are missing in each enclosing item, outermost first. */
	private long[] missing = new long[16];

	private int level;

	/** The position of the next head, counted from the begin of the packet. */
	private long next;

	CborScanner(PacketLimits limits) {
		this.limits = limits;
	}

	@Override
	public void begin() {
		this.next = 0;
		this.level = 0;
		this.missing[0] = 1;
	}

	@Override
	public int scan(byte[] array, int from, int to) throws DecodingException {
		int length = to - from;
		while (this.level >= 0) {
			if (this.next >= length) {
				return -1;
			}
			int position = from + (int) this.next;
			int head = array[position] & 0xFF;
			int size = argumentSize(head);
			if (length - this.next <= size) {
				return -1;
			}
			this.next += 1 + size;
			item(head, (size > 0) ? number(array, position + 1, size) : head & 31);
		}
		return (this.next <= length) ? (int) this.next : -1;
	}

	private static int argumentSize(int head) throws DecodingException {
		int information = head & 31;
		if (information < 24 || information == Cbor.INDEFINITE && mayBeIndefinite(CborInput.major(head))) {
			return 0;
		}
		if (information > 27) {
			throw CborInput.invalid();
		}
		return 1 << information - 24;
	}

	private static boolean mayBeIndefinite(int major) {
		return major >= Cbor.BYTES && major != Cbor.TAG;
	}

	private static long number(byte[] array, int from, int size) {
		long number = 0;
		for (int i = from; i < from + size; i++) {
			number = number << Byte.SIZE | array[i] & 0xFF;
		}
		return number;
	}

	private void item(int head, long argument) throws DecodingException {
		if (head == Cbor.BREAK) {
			leaveIndefinite();
			return;
		}
		boolean indefinite = CborInput.isIndefinite(head);
		switch (CborInput.major(head)) {
			case Cbor.BYTES, Cbor.TEXT -> {
				if (indefinite) {
					enter(CborInput.UNTIL_BREAK);
				}
				else {
					this.next += bounded(argument);
					complete();
				}
			}
			case Cbor.LIST -> enter(indefinite ? CborInput.UNTIL_BREAK : bounded(argument));
			case Cbor.MAP -> enter(indefinite ? CborInput.UNTIL_BREAK : 2 * bounded(argument));
			case Cbor.TAG -> {
				// its content follows
			}
			default -> complete();
		}
	}

	private long bounded(long length) throws DecodingException {
		if (length < 0 || length > this.limits.packetSize() - this.next) {
			throw PacketReader.tooLarge(this.limits.packetSize());
		}
		return length;
	}

	private void enter(long items) throws DecodingException {
		if (items == 0) {
			complete();
			return;
		}
		// a string in parts may add a level to the innermost list
		if (this.level > this.limits.nesting()) {
			throw PacketReader.tooDeep(this.limits.nesting());
		}
		this.level++;
		if (this.level == this.missing.length) {
			this.missing = Arrays.copyOf(this.missing, 2 * this.level);
		}
		this.missing[this.level] = items;
	}

	private void leaveIndefinite() throws DecodingException {
		if (this.missing[this.level] != CborInput.UNTIL_BREAK) {
			throw new DecodingException("A CBOR break ends nothing");
		}
		this.level--;
		complete();
	}

	private void complete() {
		while (this.level >= 0 && this.missing[this.level] != CborInput.UNTIL_BREAK
				&& --this.missing[this.level] == 0) {
			this.level--;
		}
	}

}
