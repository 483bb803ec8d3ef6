package io.aemp.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.aemp.Framing;
import io.aemp.Framing.DecodingException;
import io.aemp.Framing.PacketLimits;
import io.aemp.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** PacketLimits, pauses and pieces, in both framings. */
@Timeout(300)
class PacketDecoderTests {

	private static final PacketLimits LIMITS = new PacketLimits(1000, 4);

	static List<Framing> framings() {
		return List.of(new CborFraming(), new JsonFraming());
	}

	@ParameterizedTest
	@MethodSource("framings")
	void takesPacketsUpToTheLimit(Framing framing) throws Exception {
		byte[] largest = packet(framing, 1000);
		assertThat(largest).hasSize(1000);
		for (int size : new int[] { 1, 10, 999, 1000 }) {
			assertThat(Packets.decode(framing.decoder(LIMITS), largest, size)).hasSize(1);
		}
		byte[] three = repeated(largest, 3);
		for (int size : new int[] { 1, 10, 999, 1000, 1001, 3000 }) {
			assertThat(Packets.decode(framing.decoder(LIMITS), three, size)).hasSize(3);
		}
	}

	@ParameterizedTest
	@MethodSource("framings")
	void refusesLargerPackets(Framing framing) {
		byte[] tooLarge = packet(framing, 1001);
		assertThat(tooLarge).hasSize(1001);
		for (int size : new int[] { 1, 10, 999, 1000, 1001 }) {
			assertThatExceptionOfType(DecodingException.class)
				.isThrownBy(() -> Packets.decode(framing.decoder(LIMITS), tooLarge, size))
				.withMessageContaining("1000 bytes (max_packet_size)");
		}
	}

	@ParameterizedTest
	@MethodSource("framings")
	void neverKeepsMoreThanAPacket(Framing framing) {
		byte[] endless = (framing instanceof CborFraming) ? Packets.hex("9f40" + "01".repeat(2000))
				: ("[\"\"" + ",1".repeat(2000)).getBytes(StandardCharsets.US_ASCII);
		for (int size : new int[] { 1, 7, 1000, 5000 }) {
			assertThatExceptionOfType(DecodingException.class)
				.isThrownBy(() -> Packets.decode(framing.decoder(LIMITS), endless, size))
				.withMessageContaining("max_packet_size");
		}
	}

	@Test
	void refusesDeclaredLengthsAtOnce() {
		for (String bytes : new String[] { "8240 5a7fffffff", "8240 9a7fffffff", "8240 ba7fffffff", "9a7fffffff",
				"8240 5bffffffffffffffff", "8240 bb4000000000000000", "8240 7903e9" }) {
			assertThatExceptionOfType(DecodingException.class)
				.isThrownBy(() -> Packets.decode(new CborFraming().decoder(LIMITS), Packets.hex(bytes), 1))
				.withMessageContaining("max_packet_size");
		}
	}

	@Test
	void makesNoRoomForElementsThatAreNotThere() {
		// each of the lists says that it has 15 million elements
		PacketLimits limits = new PacketLimits(16 << 20, 512);
		byte[] bytes = new byte[16 << 20];
		for (int i = 0; i < 500; i++) {
			bytes[5 * i] = (byte) 0x9A;
			bytes[5 * i + 1] = 0;
			bytes[5 * i + 2] = (byte) 0xE5;
		}
		bytes[bytes.length - 1] = (byte) 0xFF;
		assertThatExceptionOfType(DecodingException.class)
			.isThrownBy(() -> Packets.decode(new CborFraming().decoder(limits), bytes, bytes.length));
	}

	@ParameterizedTest
	@MethodSource("framings")
	void limitsNesting(Framing framing) throws Exception {
		for (int size : new int[] { 1, 1000 }) {
			assertThat(Packets.decode(framing.decoder(LIMITS), nested(framing, 4), size)).hasSize(1);
			assertThatExceptionOfType(DecodingException.class)
				.isThrownBy(() -> Packets.decode(framing.decoder(LIMITS), nested(framing, 5), size))
				.withMessageContaining("4 levels (max_nesting)");
		}
	}

	@ParameterizedTest
	@MethodSource("framings")
	void readsAndWritesHundredsOfLevels(Framing framing) throws Exception {
		PacketLimits limits = new PacketLimits(1 << 20, 512);
		Packets.Packet packet = Packets.decode(framing.decoder(limits), nested(framing, 512), 1 << 20).get(0);
		assertThat(framing.encode(packet.port(), packet.message(), limits)).isEqualTo(nested(framing, 512));
		assertThatExceptionOfType(DecodingException.class)
			.isThrownBy(() -> Packets.decode(framing.decoder(limits), nested(framing, 100_000), 1 << 20));
	}

	@ParameterizedTest
	@MethodSource("framings")
	void pausesAfterAPacket(Framing framing) throws Exception {
		byte[] packet = framing.encode("p", Message.of("tag"), LIMITS);
		Framing.Decoder decoder = framing.decoder(LIMITS);
		AtomicInteger taken = new AtomicInteger();
		Framing.PacketSink pausing = (port, message, bytes) -> taken.incrementAndGet() % 2 != 0;
		decoder.decode(ByteBuffer.wrap(repeated(packet, 5)), pausing);
		assertThat(taken).hasValue(2);
		decoder.decode(ByteBuffer.allocate(0), pausing);
		assertThat(taken).hasValue(4);
		decoder.decode(ByteBuffer.wrap(packet), pausing);
		assertThat(taken).hasValue(6);
		decoder.decode(ByteBuffer.allocate(0), pausing);
		assertThat(taken).hasValue(6);
		decoder.decode(ByteBuffer.wrap(packet), pausing);
		assertThat(taken).hasValue(7);
	}

	@ParameterizedTest
	@MethodSource("framings")
	void consumesAllInputAndLeavesItUnchanged(Framing framing) throws Exception {
		byte[] packet = framing.encode("p", Message.of("tag", new byte[] { 1, 2, 3 }), LIMITS);
		byte[] around = new byte[packet.length + 20];
		System.arraycopy(packet, 0, around, 10, packet.length);
		List<ByteBuffer> buffers = List.of(ByteBuffer.wrap(around, 10, packet.length),
				ByteBuffer.wrap(around, 10, packet.length).slice(),
				ByteBuffer.wrap(around, 10, packet.length).asReadOnlyBuffer(),
				ByteBuffer.allocateDirect(packet.length).put(packet).flip());
		for (ByteBuffer buffer : buffers) {
			List<Message> messages = new ArrayList<>();
			framing.decoder(LIMITS).decode(buffer, (port, message, bytes) -> messages.add(message));
			assertThat(buffer.hasRemaining()).isFalse();
			Arrays.fill(around, 10, 10 + packet.length, (byte) 0);
			assertThat(messages).singleElement()
				.satisfies((message) -> assertThat(message.bytes(1)).containsExactly(1, 2, 3));
			System.arraycopy(packet, 0, around, 10, packet.length);
		}
	}

	@ParameterizedTest
	@MethodSource("framings")
	void failsForEver(Framing framing) {
		Framing.Decoder decoder = framing.decoder(LIMITS);
		List<Message> messages = new ArrayList<>();
		ByteBuffer odd = ByteBuffer.wrap(new byte[] { '}' });
		assertThatExceptionOfType(DecodingException.class)
			.isThrownBy(() -> decoder.decode(odd, (port, message, bytes) -> messages.add(message)));
		ByteBuffer valid = ByteBuffer.wrap(framing.encode("", Message.of(), LIMITS));
		assertThatExceptionOfType(DecodingException.class)
			.isThrownBy(() -> decoder.decode(valid, (port, message, bytes) -> messages.add(message)));
		assertThat(messages).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("framings")
	void takesALargePacketInSmallPieces(Framing framing) throws Exception {
		PacketLimits limits = new PacketLimits(16 << 20, 512);
		List<Object> numbers = new ArrayList<>();
		for (long i = 0; i < 1_000_000; i++) {
			numbers.add(i);
		}
		byte[] bytes = framing.encode("p", Message.of("tag", numbers, new byte[1 << 20]), limits);
		// looking at everything again for each piece would take hours
		assertThat(Packets.decode(framing.decoder(limits), bytes, 50)).singleElement()
			.satisfies((packet) -> assertThat(packet.message().list(1)).hasSize(1_000_000));
	}

	@Test
	void waitsForWhiteSpaceWithoutLimit() {
		byte[] spaces = " ".repeat(5000).getBytes(StandardCharsets.US_ASCII);
		assertThatCode(() -> Packets.decode(new JsonFraming().decoder(LIMITS), spaces, 100)).doesNotThrowAnyException();
	}

	/** A packet of that many bytes. */
	private static byte[] packet(Framing framing, int size) {
		int overhead = framing.encode("p", Message.of(0L, "x".repeat(900)), Packets.LIMITS).length - 900;
		return framing.encode("p", Message.of(0L, "x".repeat(size - overhead)), Packets.LIMITS);
	}

	/** Lists in lists, the packet being the outermost. */
	private static byte[] nested(Framing framing, int levels) {
		return (framing instanceof CborFraming) ? Packets.hex("8240" + "81".repeat(levels - 2) + "80")
				: ("[\"\"," + "[".repeat(levels - 1) + "]".repeat(levels - 1) + "]")
					.getBytes(StandardCharsets.US_ASCII);
	}

	private static byte[] repeated(byte[] bytes, int times) {
		byte[] all = new byte[bytes.length * times];
		for (int i = 0; i < times; i++) {
			System.arraycopy(bytes, 0, all, i * bytes.length, bytes.length);
		}
		return all;
	}

}
