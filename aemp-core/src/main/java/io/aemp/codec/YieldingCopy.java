package io.aemp.codec;

/**
 * Copies megabytes in pieces, and lets other threads have their turn between: where all
 * processors are busy, a copy in one go would keep them waiting for milliseconds.
 */
final class YieldingCopy {

	private static final int PIECE = 1 << 18;

	private YieldingCopy() {
	}

	/** Whether copying so many bytes takes long. */
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
