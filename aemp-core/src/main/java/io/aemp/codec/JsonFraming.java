package io.aemp.codec;

/**
 * Packets as JSON texts (RFC 8259) in UTF-8.
 * <p>
 * JSON knows no bytes: they are written as a string with one character per byte. It has
 * no NaN and no infinite numbers either: they are refused, or become {@code null} where
 * nobody is there to be told.
 */
public final class JsonFraming extends PacketFraming {

	/** Creates the framing. */
	public JsonFraming() {
		super("json", JsonWriter::new);
	}

	@Override
	public Decoder decoder(Limits limits) {
		return new PacketDecoder(new JsonReader(limits), new JsonScanner(limits), limits.packetSize());
	}

}
