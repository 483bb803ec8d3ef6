package io.aemp.benchmarks.subject.netty;

/** Writes packets as CBOR into an array: text, bytes and integers. */
final class PacketWriter {

	/** A batch; a packet must fit into what is kept free. */
	private static final int SIZE = 64 * 1024;

	private static final int KEPT_FREE = 4 * 1024;

	private static final int INTEGER = 0x00;

	private static final int BYTES = 0x40;

	private static final int TEXT = 0x60;

	private static final int ARRAY = 0x80;

	private final byte[] buffer = new byte[SIZE];

	private int length;

	byte[] buffer() {
		return this.buffer;
	}

	int length() {
		return this.length;
	}

	boolean isFull() {
		return this.length > SIZE - KEPT_FREE;
	}

	void clear() {
		this.length = 0;
	}

	void write(Object[] packet) {
		head(ARRAY, packet.length);
		for (Object value : packet) {
			if (value instanceof String text) {
				text(text);
			}
			else if (value instanceof byte[] bytes) {
				head(BYTES, bytes.length);
				System.arraycopy(bytes, 0, this.buffer, this.length, bytes.length);
				this.length += bytes.length;
			}
			else {
				head(INTEGER, ((Long) value).intValue());
			}
		}
	}

	@SuppressWarnings("deprecation")
	private void text(String text) {
		int size = text.length();
		head(TEXT, size);
		text.getBytes(0, size, this.buffer, this.length);
		this.length += size;
	}

	private void head(int type, int value) {
		byte[] to = this.buffer;
		int at = this.length;
		if (value < 24) {
			to[at++] = (byte) (type | value);
		}
		else if (value < 0x100) {
			to[at++] = (byte) (type | 24);
			to[at++] = (byte) value;
		}
		else if (value < 0x10000) {
			to[at++] = (byte) (type | 25);
			to[at++] = (byte) (value >> 8);
			to[at++] = (byte) value;
		}
		else {
			to[at++] = (byte) (type | 26);
			to[at++] = (byte) (value >> 24);
			to[at++] = (byte) (value >> 16);
			to[at++] = (byte) (value >> 8);
			to[at++] = (byte) value;
		}
		this.length = at;
	}

}
