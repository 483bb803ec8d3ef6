package io.aemp.codec;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/**
 * Packets as JSON texts (RFC 8259) in UTF-8.
 * <p>
 * JSON has no bytes: they become a string with one character per byte. JSON has no NaN
 * and no infinite numbers either: {@link #encode} refuses them, {@link #encodeLenient}
 * writes {@code null}.
 */
public final class JsonFraming extends PacketFraming {

	/**
	 * The most digits of a number; a longer number would take too much processor time.
	 */
	static final int LONGEST_NUMBER = 4096;

	/**
	 * Reads strictly and writes what the reference implementation writes. Most limits of
	 * Jackson are off, because the framing limits sizes and depths itself. Jackson does
	 * not cache the keys that peers send.
	 */
	private static final JsonFactory JSON = JsonFactory.builder()
		.disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
		.disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES, JsonWriteFeature.WRITE_HEX_UPPER_CASE)
		.rootValueSeparator((String) null)
		.streamReadConstraints(StreamReadConstraints.builder()
			.maxNumberLength(LONGEST_NUMBER)
			.maxNestingDepth(Integer.MAX_VALUE)
			.maxStringLength(Integer.MAX_VALUE)
			.maxNameLength(Integer.MAX_VALUE)
			.build())
		.streamWriteConstraints(StreamWriteConstraints.builder().maxNestingDepth(Integer.MAX_VALUE).build())
		.build();

	/** Creates the framing. */
	public JsonFraming() {
		super("json", () -> new JsonWriter(JSON));
	}

	@Override
	public Decoder decoder(PacketLimits limits) {
		return new PacketDecoder(new JsonReader(JSON, limits), new JsonScanner(limits), limits.packetSize());
	}

}
