package io.aemp.codec;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import io.aemp.Framing;
import io.aemp.Framing.DecodingException;
import io.aemp.Framing.PacketLimits;
import io.aemp.Message;
import io.aemp.Sendable;
import io.aemp.codec.Packets.Packet;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds for all messages and for all input. Each failure tells its seed. */
@Timeout(300)
class FramingPropertyTests {

	private static final String[] CBOR_PARTS = { "82", "40", "9f", "ff", "bf", "a1", "5f", "7f", "80", "81", "84", "01",
			"20", "f6", "f7", "f93c00", "18", "1903e8", "1b8000000000000000", "4161", "6162", "43616161", "436262",
			"d81c", "d81d", "d819", "d90100", "c2", "c3", "c1", "d9d9f7", "00", "02", "5a", "9b",
			"c249ffffffffffffffffff" };

	private static final String[] JSON_PARTS = { "[", "\"\"", "]", "[", "]", "{", "}", "{\"a\":", ",", ",", ":", "\"",
			"\\", "\\u", "\\ud83d", "\\n", "1", "0", "-", ".5", "e", "E+2", "99999999999", "true", "false", "null",
			"nu", " ", "\n", "\u00c3\u00a9", "\u00e2\u0098", "\u00ff", "\u0000", "\"x\"", "a" };

	private static final int RUNS = 1000;

	static List<Framing> framings() {
		return List.of(new CborFraming(), new JsonFraming());
	}

	@ParameterizedTest
	@MethodSource("framings")
	void whatIsWrittenIsRead(Framing framing) throws Exception {
		for (int seed = 0; seed < RUNS; seed++) {
			Random random = new Random(seed);
			List<Packet> sent = packets(random, framing);
			byte[] bytes = written(framing, sent);
			List<Packet> received = new ArrayList<>();
			Framing.Decoder decoder = framing.decoder(Packets.LIMITS);
			int from = 0;
			while (from < bytes.length) {
				int size = Math.min(bytes.length - from, 1 + random.nextInt(1 << random.nextInt(14)));
				decoder.decode(piece(random, bytes, from, size),
						(port, message, length) -> received.add(new Packet(port, message)));
				from += size;
			}
			assertThat(received).as("seed %d", seed).isEqualTo(sent);
			assertThat(received).as("seed %d", seed)
				.map(Packet::toString)
				.isEqualTo(sent.stream().map(Packet::toString).toList());
		}
	}

	@ParameterizedTest
	@MethodSource("framings")
	void pausesAnywhere(Framing framing) throws Exception {
		for (int seed = 0; seed < RUNS / 10; seed++) {
			Random random = new Random(seed);
			List<Packet> sent = packets(random, framing);
			byte[] bytes = written(framing, sent);
			List<Packet> received = new ArrayList<>();
			Framing.Decoder decoder = framing.decoder(Packets.LIMITS);
			int from = 0;
			for (int calls = 0; received.size() < sent.size(); calls++) {
				assertThat(calls).as("seed %d", seed).isLessThan(100 + 10 * bytes.length);
				int size = random.nextBoolean() ? 0 : Math.min(bytes.length - from, 1 + random.nextInt(200));
				int before = received.size();
				decoder.decode(piece(random, bytes, from, size), (port, message, length) -> {
					received.add(new Packet(port, message));
					return false;
				});
				assertThat(received.size() - before).as("seed %d", seed).isLessThanOrEqualTo(1);
				from += size;
			}
			assertThat(received).as("seed %d", seed).isEqualTo(sent);
		}
	}

	@ParameterizedTest
	@MethodSource("framings")
	void oddInputIsPacketsOrAnError(Framing framing) throws Exception {
		for (int seed = 0; seed < RUNS * 5; seed++) {
			Random random = new Random(seed);
			byte[] bytes = mutated(random, written(framing, packets(random, framing)));
			List<Packet> whole = new ArrayList<>();
			boolean wholeFails = fails(framing, bytes, bytes.length, whole, seed);
			List<Packet> pieces = new ArrayList<>();
			boolean piecesFail = fails(framing, bytes, 1 + random.nextInt(5), pieces, seed);
			// a fault may be noticed later if the rest of the packet is missing
			if (piecesFail) {
				assertThat(wholeFails).as("seed %d", seed).isTrue();
			}
			assertThat(pieces).as("seed %d", seed)
				.map(Packet::toString)
				.isEqualTo(whole.stream().map(Packet::toString).toList());
		}
	}

	@ParameterizedTest
	@MethodSource("framings")
	void noiseIsPacketsOrAnError(Framing framing) {
		String[] parts = (framing instanceof CborFraming) ? CBOR_PARTS : JSON_PARTS;
		for (int seed = 0; seed < RUNS * 10; seed++) {
			Random random = new Random(seed);
			StringBuilder noise = new StringBuilder(parts[0]);
			for (int i = random.nextInt(24); i > 0; i--) {
				noise.append(parts[random.nextInt(parts.length)]);
			}
			byte[] bytes = (framing instanceof CborFraming) ? Packets.hex(noise.toString())
					: noise.toString().getBytes(StandardCharsets.ISO_8859_1);
			List<Packet> whole = new ArrayList<>();
			boolean wholeFails = fails(framing, bytes, bytes.length, whole, seed);
			List<Packet> pieces = new ArrayList<>();
			boolean piecesFail = fails(framing, bytes, 1, pieces, seed);
			assertThat(wholeFails || !piecesFail).as("seed %d", seed).isTrue();
			assertThat(pieces).as("seed %d", seed).hasToString(whole.toString());
		}
	}

	@ParameterizedTest
	@MethodSource("framings")
	void whatIsReadCanBeSentOn(Framing framing) throws Exception {
		for (int seed = 0; seed < RUNS; seed++) {
			Random random = new Random(seed);
			byte[] bytes = mutated(random, written(framing, packets(random, framing)));
			List<Packet> packets = new ArrayList<>();
			fails(framing, bytes, bytes.length, packets, seed);
			for (Packet packet : packets) {
				for (Framing other : framings()) {
					byte[] relayed = other.encodeLenient(packet.port(), packet.message(), Packets.LIMITS);
					assertThat(Packets.one(other, relayed).port()).as("seed %d", seed).isEqualTo(packet.port());
				}
			}
		}
	}

	@ParameterizedTest
	@MethodSource("framings")
	void checkedMessagesCanBeWritten(Framing framing) throws Exception {
		for (int seed = 0; seed < RUNS; seed++) {
			Message message = new RandomValues(new Random(seed), true).message();
			long size = Sendable.check(message, Packets.LIMITS);
			PacketLimits tight = new PacketLimits((int) size, Packets.LIMITS.nesting());
			assertThat(framing.encodeLenient("", message, tight)).as("seed %d", seed).isNotEmpty();
			if (framing instanceof CborFraming) {
				// names of Latin-1 take less than they do as text
				assertThat((long) framing.encode("", message, Packets.LIMITS).length).as("seed %d", seed)
					.isBetween(size / 2, size + 2);
			}
		}
	}

	private static List<Packet> packets(Random random, Framing framing) {
		RandomValues values = new RandomValues(random, framing instanceof CborFraming);
		List<Packet> packets = new ArrayList<>();
		for (int i = 1 + random.nextInt(5); i > 0; i--) {
			packets.add(new Packet(values.port(), values.message()));
		}
		return packets;
	}

	private static byte[] written(Framing framing, List<Packet> packets) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		for (Packet packet : packets) {
			bytes.writeBytes(framing.encode(packet.port(), packet.message(), Packets.LIMITS));
		}
		return bytes.toByteArray();
	}

	private static ByteBuffer piece(Random random, byte[] bytes, int from, int size) {
		ByteBuffer piece = ByteBuffer.wrap(bytes, from, size);
		return random.nextBoolean() ? piece : ByteBuffer.allocateDirect(size).put(piece).flip();
	}

	private static byte[] mutated(Random random, byte[] bytes) {
		byte[] mutated = bytes.clone();
		for (int i = random.nextInt(4); i > 0; i--) {
			int place = random.nextInt(mutated.length);
			mutated[place] = random.nextBoolean() ? (byte) random.nextInt()
					: (byte) (mutated[place] ^ 1 << random.nextInt(Byte.SIZE));
		}
		return random.nextBoolean() ? mutated : Arrays.copyOf(mutated, random.nextInt(mutated.length) + 1);
	}

	private static boolean fails(Framing framing, byte[] bytes, int size, List<Packet> packets, int seed) {
		Framing.Decoder decoder = framing.decoder(Packets.LIMITS);
		try {
			for (int from = 0; from < bytes.length; from += size) {
				decoder.decode(ByteBuffer.wrap(bytes, from, Math.min(size, bytes.length - from)),
						(port, message, length) -> packets.add(new Packet(port, message)));
			}
			return false;
		}
		catch (DecodingException ex) {
			return true;
		}
		catch (RuntimeException | StackOverflowError | OutOfMemoryError ex) {
			throw new AssertionError("Seed " + seed + ": " + Packets.hex(bytes), ex);
		}
	}

}
