package io.aemp.codec;

import java.nio.ByteBuffer;

import io.aemp.Framing;
import io.aemp.Framing.DecodingException;
import io.aemp.Framing.PacketSink;

/**
 * Splits the input of one connection into packets.
 * <p>
 * The decoder reads complete packets directly from the input. It collects the bytes of an
 * incomplete packet, and scans each byte once until the packet is complete.
 */
final class PacketDecoder implements Framing.Decoder {

	private static final byte[] EMPTY = new byte[0];

	private static final int SMALLEST = 1 << 10;

	/** A larger array is released when it is empty. */
	private static final int KEPT = 1 << 16;

	private final PacketReader reader;

	private final PacketScanner scanner;

	private final int packetSize;

	/** The input that is not decoded yet, from start to end. */
	private byte[] bytes = EMPTY;

	private int start;

	private int end;

	/** Whether the first packet in the array is known to be incomplete. */
	private boolean scanning;

	private boolean failed;

	PacketDecoder(PacketReader reader, PacketScanner scanner, int packetSize) {
		this.reader = reader;
		this.scanner = scanner;
		this.packetSize = packetSize;
	}

	@Override
	public void decode(ByteBuffer input, PacketSink sink) throws DecodingException {
		if (this.failed) {
			throw new DecodingException("Earlier input was no packet");
		}
		this.failed = true;
		if (this.start == this.end && input.hasArray()) {
			byte[] array = input.array();
			int from = input.arrayOffset() + input.position();
			int to = from + input.remaining();
			from = packets(array, from, to, sink);
			keep(array, from, to);
			input.position(input.limit());
		}
		else {
			append(input);
			this.start = packets(this.bytes, this.start, this.end, sink);
			giveBack();
		}
		this.failed = false;
	}

	/**
	 * Delivers the complete packets.
	 * @return where the rest begins
	 */
	private int packets(byte[] array, int from, int to, PacketSink sink) throws DecodingException {
		int position = from;
		int bytes;
		do {
			position = this.reader.skip(array, position, to);
			int next = (position < to) ? packet(array, position, to) : -1;
			if (next < 0) {
				return position;
			}
			bytes = next - position;
			position = next;
		}
		while (this.reader.deliver(sink, bytes));
		return position;
	}

	/**
	 * Reads a packet.
	 * @return its end, or -1 if it is incomplete
	 */
	private int packet(byte[] array, int from, int to) throws DecodingException {
		int limit = (to - from > this.packetSize) ? from + this.packetSize : to;
		if (!this.scanning) {
			try {
				return this.reader.read(array, from, limit);
			}
			catch (IncompleteException ex) {
				this.scanning = true;
				this.scanner.begin();
			}
		}
		int length = this.scanner.scan(array, from, limit);
		if (length > 0) {
			this.scanning = false;
			return this.reader.read(array, from, from + length);
		}
		if (limit < to) {
			throw PacketReader.tooLarge(this.packetSize);
		}
		return -1;
	}

	private void keep(byte[] array, int from, int to) {
		if (from < to) {
			room(to - from);
			System.arraycopy(array, from, this.bytes, 0, to - from);
			this.end = to - from;
		}
	}

	private void append(ByteBuffer input) {
		int length = input.remaining();
		room(length);
		input.get(this.bytes, this.end, length);
		this.end += length;
	}

	private void room(int more) {
		if (this.bytes.length - this.end >= more) {
			return;
		}
		int kept = this.end - this.start;
		// moving the bytes pays off only if it makes much room
		boolean move = this.bytes.length - kept >= more && this.start >= kept;
		byte[] target = this.bytes;
		if (!move) {
			long wanted = Math.max(Math.max(SMALLEST, (long) kept + more), 2L * kept);
			target = new byte[(int) Math.min(wanted, Integer.MAX_VALUE - SMALLEST)];
		}
		System.arraycopy(this.bytes, this.start, target, 0, kept);
		this.bytes = target;
		this.start = 0;
		this.end = kept;
	}

	private void giveBack() {
		if (this.start == this.end) {
			this.start = 0;
			this.end = 0;
			if (this.bytes.length > KEPT) {
				this.bytes = EMPTY;
			}
		}
	}

}
