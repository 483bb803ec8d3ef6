package io.aemp.benchmarks.subject.netty;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link PacketWriter} writes. What is incomplete waits at the beginning of
 * the array for the rest.
 */
final class PacketReader {

	private static final int TEXT = 3;

	private static final int BYTES = 2;

	private final TextCache texts = new TextCache();

	private byte[] buffer = new byte[256 * 1024];

	private int position;

	private int end;

	/** Takes what has arrived and gives all packets that are complete. */
	void read(ByteBuf input, Consumer<Object[]> packets) {
		int size = input.readableBytes();
		if (this.buffer.length - this.end < size) {
			this.buffer = Arrays.copyOf(this.buffer, this.end + size);
		}
		input.readBytes(this.buffer, this.end, size);
		this.end += size;
		int start = 0;
		for (Object[] packet = packet(); packet != null; packet = packet()) {
			start = this.position;
			packets.accept(packet);
		}
		System.arraycopy(this.buffer, start, this.buffer, 0, this.end - start);
		this.end -= start;
		this.position = 0;
	}

	private Object @Nullable [] packet() {
		if (this.position == this.end) {
			return null;
		}
		Object[] packet = new Object[this.buffer[this.position++] & 0x1F];
		for (int i = 0; i < packet.length; i++) {
			Object value = value();
			if (value == null) {
				return null;
			}
			packet[i] = value;
		}
		return packet;
	}

	private @Nullable Object value() {
		if (this.position == this.end) {
			return null;
		}
		int head = this.buffer[this.position++] & 0xFF;
		int argument = argument(head & 0x1F);
		int type = head >> 5;
		if (argument < 0) {
			return null;
		}
		if (type != TEXT && type != BYTES) {
			return (long) argument;
		}
		int from = this.position;
		if (this.end - from < argument) {
			return null;
		}
		this.position = from + argument;
		return (type == TEXT) ? this.texts.get(this.buffer, from, argument)
				: Arrays.copyOfRange(this.buffer, from, this.position);
	}

	/** The number in a head, negative if it is not complete. */
	private int argument(int size) {
		if (size < 24) {
			return size;
		}
		int bytes = 1 << (size - 24);
		if (this.end - this.position < bytes) {
			return -1;
		}
		int value = 0;
		for (int i = 0; i < bytes; i++) {
			value = (value << 8) | (this.buffer[this.position++] & 0xFF);
		}
		return value;
	}

	/** Strings that were seen lately, so that names are not made anew for each packet. */
	private static final class TextCache {

		private static final int SIZE = 256;

		private static final int LONGEST = 32;

		private final byte[][] bytes = new byte[SIZE][0];

		private final String[] texts = new String[SIZE];

		TextCache() {
			Arrays.fill(this.texts, "");
		}

		String get(byte[] buffer, int from, int length) {
			if (length > LONGEST) {
				return new String(buffer, from, length, StandardCharsets.ISO_8859_1);
			}
			int hash = length;
			for (int i = from; i < from + length; i++) {
				hash = 31 * hash + buffer[i];
			}
			int slot = (hash ^ (hash >>> 8)) & (SIZE - 1);
			byte[] known = this.bytes[slot];
			if (!Arrays.equals(known, 0, known.length, buffer, from, from + length)) {
				this.bytes[slot] = Arrays.copyOfRange(buffer, from, from + length);
				this.texts[slot] = new String(buffer, from, length, StandardCharsets.ISO_8859_1);
			}
			return this.texts[slot];
		}

	}

}
