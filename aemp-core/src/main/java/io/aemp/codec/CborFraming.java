package io.aemp.codec;

/**
 * Packets as CBOR (RFC 8949).
 * <p>
 * Perl writes undecoded strings as byte strings. This framing does the same with names
 * whose characters are all below 256: the port name, the name of a request to the node
 * port and the keys of maps. It writes all other text as text strings, so that it arrives
 * as text. The decoder reads all of RFC 8949; it ignores a tag that has no meaning here
 * and takes its content.
 */
public final class CborFraming extends PacketFraming {

	/** Creates the framing. */
	public CborFraming() {
		super("cbor", CborWriter::new);
	}

	@Override
	public Decoder decoder(PacketLimits limits) {
		return new PacketDecoder(new CborReader(limits), new CborScanner(limits), limits.packetSize());
	}

}
