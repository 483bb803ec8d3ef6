package io.aemp.codec;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/**
 * Packets as JSON texts (RFC 8259) in UTF-8.
 * <p>
 * JSON knows no bytes: they are written as a string with one character per byte. It has
 * no NaN and no infinite numbers either: they are refused, or become {@code null} where
 * nobody is there to be told.
 */
public final class JsonFraming extends PacketFraming {

	/** Longer numbers would keep the node busy. */
	static final int LONGEST_NUMBER = 4096;

	/**
	 * Reads strictly, and writes what the reference writes. The framing itself limits
	 * sizes and depths. Keys that peers send are not cached.
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
