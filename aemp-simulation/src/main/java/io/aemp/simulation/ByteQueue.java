package io.aemp.simulation;

import java.util.Arrays;

/** A queue of bytes. */
final class ByteQueue {

	private byte[] array = new byte[256];

	private int start;

	private int end;

	int size() {
		return this.end - this.start;
	}

	boolean isEmpty() {
		return this.end == this.start;
	}

	void add(byte[] bytes) {
		if (this.end + bytes.length > this.array.length) {
			int size = size();
			byte[] target = (size + bytes.length > this.array.length / 2) ? new byte[2 * (size + bytes.length)]
					: this.array;
			System.arraycopy(this.array, this.start, target, 0, size);
			this.array = target;
			this.start = 0;
			this.end = size;
		}
		System.arraycopy(bytes, 0, this.array, this.end, bytes.length);
		this.end += bytes.length;
	}

	byte[] take(int most) {
		int count = Math.min(most, size());
		byte[] taken = Arrays.copyOfRange(this.array, this.start, this.start + count);
		this.start += count;
		if (this.start == this.end) {
			this.start = 0;
			this.end = 0;
		}
		return taken;
	}

	/** Where a byte is, counted from the first one; -1 if it is not there. */
	int indexOf(byte octet) {
		for (int i = this.start; i < this.end; i++) {
			if (this.array[i] == octet) {
				return i - this.start;
			}
		}
		return -1;
	}

	void clear() {
		this.start = 0;
		this.end = 0;
	}

}
