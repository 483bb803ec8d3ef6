package io.aemp.codec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.aemp.Framing;
import io.aemp.codec.Packets.Packet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Frames that Perl nodes sent to each other. */
class RecordedFramesTests {

	private static final Map<String, Framing> FRAMINGS = Map.of("cbor", new CborFraming(), "json", new JsonFraming());

	/**
	 * They hold references to scalars, which only Perl has (tag 22098): their content is
	 * taken, and the tag is lost.
	 */
	private static final List<String> TAGGED = List.of("snd-bools", "coderef", "scalarref", "cyclic/shared");

	record Frame(String name, String direction, String framing, String hex, String packet) {

		Framing codec() {
			return FRAMINGS.get(this.framing);
		}

		byte[] bytes() {
			return Packets.hex(this.hex);
		}

		@Override
		public String toString() {
			return this.framing + " " + this.name + " " + this.packet;
		}

	}

	static Stream<Frame> frames() throws IOException {
		try (InputStream input = RecordedFramesTests.class.getResourceAsStream("/io/aemp/frame-vectors.json")) {
			return Stream.of(JsonMapper.shared().readValue(input, Frame[].class));
		}
	}

	static Stream<Frame> cborFrames() throws IOException {
		return frames().filter((frame) -> frame.framing().equals("cbor"));
	}

	static Stream<Frame> jsonFrames() throws IOException {
		return frames().filter((frame) -> frame.framing().equals("json"));
	}

	@Test
	void allAreThere() throws IOException {
		assertThat(cborFrames()).hasSizeGreaterThan(90);
		assertThat(jsonFrames()).hasSizeGreaterThan(90);
	}

	@ParameterizedTest
	@MethodSource("frames")
	void decodesInOnePiece(Frame frame) throws Exception {
		assertThat(Packets.one(frame.codec(), frame.bytes())).hasToString(expected(frame));
	}

	@ParameterizedTest
	@MethodSource("frames")
	void decodesOctetByOctet(Frame frame) throws Exception {
		assertThat(Packets.decode(frame.codec().decoder(Packets.LIMITS), frame.bytes(), 1)).singleElement()
			.hasToString(expected(frame));
	}

	@Test
	void decodesWhatFollowsEachOther() throws Exception {
		Map<String, List<Frame>> streams = new TreeMap<>();
		frames()
			.forEach((frame) -> streams.computeIfAbsent(frame.framing() + frame.direction(), (key) -> new ArrayList<>())
				.add(frame));
		for (List<Frame> stream : streams.values()) {
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			stream.forEach((frame) -> bytes.writeBytes(frame.bytes()));
			for (int size : new int[] { bytes.size(), 1, 2, 3, 7, 64 }) {
				List<Packet> packets = Packets.decode(stream.get(0).codec().decoder(Packets.LIMITS),
						bytes.toByteArray(), size);
				assertThat(packets).map(Packet::toString)
					.isEqualTo(stream.stream().map(RecordedFramesTests::expected).toList());
			}
		}
	}

	@ParameterizedTest
	@MethodSource("cborFrames")
	void writesTheSameCbor(Frame frame) throws Exception {
		Packet packet = Packets.one(frame.codec(), frame.bytes());
		String written = Packets.hex(frame.codec().encode(packet.port(), packet.message(), Packets.LIMITS));
		if (frame.hex().equals("80")) {
			// no elements at all is a keepalive as much as an empty port name
			assertThat(written).isEqualTo("8140");
		}
		else if (frame.hex().contains("d95652")) {
			assertThat(TAGGED).contains(frame.name());
			assertThat(written).isEqualTo(frame.hex().replace("d95652", ""));
		}
		else {
			assertThat(written).isEqualTo(frame.hex());
		}
	}

	@ParameterizedTest
	@MethodSource("jsonFrames")
	void writesEqualJson(Frame frame) throws Exception {
		Packet packet = Packets.one(frame.codec(), frame.bytes());
		byte[] written = frame.codec().encode(packet.port(), packet.message(), Packets.LIMITS);
		assertThat(Packets.one(frame.codec(), written)).hasToString(expected(frame));
	}

	/** A packet without a port name is one for the node port. */
	private static String expected(Frame frame) {
		return frame.packet().equals("[]") ? "[\"\"]" : frame.packet();
	}

}
