package io.aemp.codec;

/**
 * Copies large arrays in pieces, and yields to other threads between the pieces. If all
 * processors are busy, a copy in one piece would delay other threads by milliseconds.
 */
final class YieldingCopy {

	private static final int PIECE = 1 << 18;

	private YieldingCopy() {
	}

	/** Whether a copy of so many bytes takes long. */
	static boolean isLong(int length) {
		return length > PIECE;
	}

	/** Copies bytes, like {@link System#arraycopy}. */
	static void copy(byte[] from, int start, byte[] to, int position, int length) {
		for (int done = 0; done < length;) {
			int piece = Math.min(PIECE, length - done);
			System.arraycopy(from, start + done, to, position + done, piece);
			done += piece;
			if (done < length) {
				Thread.yield();
			}
		}
	}

}
