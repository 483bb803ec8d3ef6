package io.aemp.benchmarks.subject.message;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A message as bytes: which kind, the length of the tag, the tag, and the integer or the
 * bytes up to the end.
 */
public final class Format {

	private static final byte NUMBERED = 0;

	private static final byte BYTES = 1;

	private Format() {
	}

	/**
	 * Encodes a message.
	 * @param message the message
	 * @return its bytes
	 */
	public static byte[] encode(Message message) {
		int body = (message instanceof Octets bytes) ? bytes.bytes().length : Long.BYTES;
		ByteBuffer buffer = ByteBuffer.allocate(2 + message.tag().length() + body);
		encode(message, buffer);
		return buffer.array();
	}

	/**
	 * Encodes a message into a buffer with enough room.
	 * @param message the message
	 * @param buffer takes its bytes
	 */
	public static void encode(Message message, ByteBuffer buffer) {
		byte[] tag = message.tag().getBytes(StandardCharsets.ISO_8859_1);
		buffer.put((message instanceof Octets) ? BYTES : NUMBERED).put((byte) tag.length).put(tag);
		if (message instanceof Octets bytes) {
			buffer.put(bytes.bytes());
		}
		else if (message instanceof Numbered numbered) {
			buffer.putLong(numbered.number());
		}
	}

	/**
	 * Decodes a message.
	 * @param buffer holds one message, which is read to the end
	 * @return the message
	 */
	public static Message decode(ByteBuffer buffer) {
		byte kind = buffer.get();
		byte[] tag = new byte[buffer.get()];
		buffer.get(tag);
		String name = new String(tag, StandardCharsets.ISO_8859_1);
		if (kind == NUMBERED) {
			return new Numbered(name, buffer.getLong());
		}
		byte[] bytes = new byte[buffer.remaining()];
		buffer.get(bytes);
		return new Octets(name, bytes);
	}

}
