package io.aemp.codec;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.aemp.Framing;
import io.aemp.Framing.DecodingException;
import io.aemp.Framing.PacketLimits;
import io.aemp.Message;
import io.aemp.Sendable;
import io.aemp.Values;

/**
 * Bytes from the network at the decoder of a framing. The first byte chooses how they
 * are cut into pieces.
 */
final class DecoderFuzz {

	/** Small, so that they are reached. */
	private static final PacketLimits LIMITS = new PacketLimits(512, 12);

	/** What was read can be written again, if it is allowed to become longer by that. */
	private static final PacketLimits WIDE = new PacketLimits(1 << 16, 12);

	private static final List<Framing> ALL = List.of(new CborFraming(), new JsonFraming());

	private DecoderFuzz() {
	}

	static void run(Framing framing, byte[] input) {
		if (input.length < 1) {
			return;
		}
		ByteBuffer bytes = ByteBuffer.wrap(input, 1, input.length - 1);
		List<Packet> whole = new ArrayList<>();
		boolean failed = decode(framing, bytes.duplicate(), input.length, false, whole);
		List<Packet> pieces = new ArrayList<>();
		// a fault may be noticed later if the rest of the packet is missing
		require(!decode(framing, bytes.duplicate(), input[0], (input[0] & 1) == 0, pieces) || failed,
				"pieces fail, the whole does not");
		require(pieces.equals(whole), "pieces give other packets than the whole");
		whole.forEach((packet) -> {
			checkDepth(packet.message().toList(), 2);
			checkWritable(framing, packet);
		});
	}

	/** Returns whether the input was no sequence of packets. */
	private static boolean decode(Framing framing, ByteBuffer bytes, int seed, boolean pausing, List<Packet> packets) {
		Random random = new Random(seed);
		Framing.Decoder decoder = framing.decoder(LIMITS);
		try {
			while (bytes.hasRemaining()) {
				int size = pausing ? Math.min(bytes.remaining(), 1 + random.nextInt(20)) : bytes.remaining();
				ByteBuffer piece = random.nextBoolean() ? bytes.slice(bytes.position(), size)
						: ByteBuffer.allocateDirect(size).put(bytes.slice(bytes.position(), size)).flip();
				bytes.position(bytes.position() + size);
				int before;
				do {
					before = packets.size();
					decoder.decode(piece, (port, message, length) -> {
						packets.add(new Packet(port, message));
						return !pausing;
					});
					require(!piece.hasRemaining(), "bytes are left");
				}
				while (pausing && packets.size() > before);
			}
			return false;
		}
		catch (DecodingException ex) {
			return true;
		}
	}

	private static void checkDepth(Object value, int depth) {
		if (value instanceof Collection<?> list) {
			require(depth <= LIMITS.nesting() + 1, "too deep");
			list.forEach((element) -> checkDepth(element, depth + 1));
		}
		else if (value instanceof Map<?, ?> map) {
			require(depth <= LIMITS.nesting() + 1, "too deep");
			map.values().forEach((element) -> checkDepth(element, depth + 1));
		}
		else {
			require(value == null || value instanceof Boolean || value instanceof Number || value instanceof String
					|| value instanceof byte[], "a value of another type");
		}
	}

	/** Whatever came from a peer can be passed on to another one, in any framing. */
	private static void checkWritable(Framing framing, Packet packet) {
		Sendable.check(packet.message(), WIDE);
		for (Framing other : ALL) {
			List<Packet> again = new ArrayList<>();
			byte[] bytes = other.encodeLenient(packet.port(), packet.message(), WIDE);
			boolean failed = decodeWide(other, bytes, again);
			require(!failed && again.size() == 1, "what was written cannot be read");
			if (other.name().equals(framing.name())) {
				require(plain(again.get(0)).equals(plain(packet)), "it changes when it is written and read");
			}
			List<Packet> third = new ArrayList<>();
			decodeWide(other, other.encodeLenient(packet.port(), again.get(0).message(), WIDE), third);
			require(third.equals(again), "it changes when it is written and read again");
		}
	}

	/**
	 * A tag is a name, of text or bytes; a float without fraction may become an integer.
	 */
	private static Packet plain(Packet packet) {
		Object[] elements = packet.message().toList().stream().map(DecoderFuzz::plain).toArray();
		if (elements.length > 0 && elements[0] instanceof byte[] tag) {
			elements[0] = Values.latin1(tag);
		}
		return new Packet(packet.port(), Message.of(elements));
	}

	private static Object plain(Object value) {
		if (value instanceof List<?> list) {
			return list.stream().map(DecoderFuzz::plain).toList();
		}
		if (value instanceof Map<?, ?> map) {
			Map<Object, Object> copy = new LinkedHashMap<>();
			map.forEach((key, element) -> copy.put(key, plain(element)));
			return copy;
		}
		boolean integral = value instanceof Double number && Math.rint(number) == number && Math.abs(number) < 0x1p62;
		return integral ? (Object) ((Double) value).longValue() : value;
	}

	private static boolean decodeWide(Framing framing, byte[] bytes, List<Packet> packets) {
		try {
			framing.decoder(WIDE)
				.decode(ByteBuffer.wrap(bytes), (port, message, length) -> packets.add(new Packet(port, message)));
			return false;
		}
		catch (DecodingException ex) {
			return true;
		}
	}

	private static void require(boolean condition, String problem) {
		if (!condition) {
			throw new AssertionError(problem);
		}
	}

	private record Packet(String port, Message message) {

	}

}
