package io.aemp.codec;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import io.aemp.Framing;
import io.aemp.Framing.DecodingException;
import io.aemp.Framing.PacketLimits;
import io.aemp.Message;
import io.aemp.Values;
import org.jspecify.annotations.Nullable;

/** Decodes in tests, and shows packets with the types of their values. */
final class Packets {

	static final PacketLimits LIMITS = new PacketLimits(1 << 20, 64);

	private Packets() {
	}

	record Packet(String port, Message message) {

		@Override
		public String toString() {
			List<@Nullable Object> all = new ArrayList<>();
			all.add(this.port);
			all.addAll(this.message.toList());
			return show(all);
		}

	}

	static byte[] hex(String digits) {
		return HexFormat.of().parseHex(digits.replace(" ", ""));
	}

	static String hex(byte[] bytes) {
		return HexFormat.of().formatHex(bytes);
	}

	static List<Packet> decode(Framing framing, byte[] bytes) throws DecodingException {
		return decode(framing.decoder(LIMITS), bytes, Math.max(1, bytes.length));
	}

	/** Decodes pieces of a size. */
	static List<Packet> decode(Framing.Decoder decoder, byte[] bytes, int size) throws DecodingException {
		List<Packet> packets = new ArrayList<>();
		for (int from = 0; from < bytes.length; from += size) {
			ByteBuffer piece = ByteBuffer.wrap(bytes, from, Math.min(size, bytes.length - from));
			decoder.decode(piece, (port, message, length) -> packets.add(new Packet(port, message)));
		}
		return packets;
	}

	/** Decodes exactly one packet. */
	static Packet one(Framing framing, byte[] bytes) throws DecodingException {
		List<Packet> packets = decode(framing, bytes);
		if (packets.size() != 1) {
			throw new AssertionError("Not one packet but " + packets);
		}
		return packets.get(0);
	}

	/** Writes bytes as {@code b"..."}, and doubles as {@code d} and their bits. */
	static String show(@Nullable Object value) {
		if (value instanceof String text) {
			return quoted(text);
		}
		if (value instanceof byte[] bytes) {
			return "b" + quoted(io.aemp.Values.latin1(bytes));
		}
		if (value instanceof Double number) {
			return number.isNaN() ? "nan" : "d" + HexFormat.of().toHexDigits(Double.doubleToLongBits(number));
		}
		StringBuilder shown = new StringBuilder();
		if (value instanceof List<?> list) {
			list.forEach((element) -> shown.append(shown.isEmpty() ? "" : ",").append(show(element)));
			return "[" + shown + "]";
		}
		if (value instanceof Map<?, ?> map) {
			map.forEach((key, element) -> shown.append(shown.isEmpty() ? "" : ",")
				.append(show(key))
				.append(':')
				.append(show(element)));
			return "{" + shown + "}";
		}
		return String.valueOf(value);
	}

	private static String quoted(String text) {
		StringBuilder quoted = new StringBuilder("\"");
		for (char character : text.toCharArray()) {
			if (character == '"' || character == '\\') {
				quoted.append('\\').append(character);
			}
			else if (character >= ' ' && character < 0x7F) {
				quoted.append(character);
			}
			else {
				quoted.append(String.format("\\u%04x", (int) character));
			}
		}
		return quoted.append('"').toString();
	}

}
