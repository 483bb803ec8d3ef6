package io.aemp.codec;

/**
 * Packets as CBOR (RFC 8949).
 * <p>
 * What Perl has as undecoded strings, it writes as byte strings, and so does this framing
 * where text is a name: the port name, the name of a request to the node port and the
 * keys of maps, as far as their characters are below 256. Other text is written as text,
 * so that it arrives as text. All of RFC 8949 is read; content of tags without a meaning
 * here is taken as it is.
 */
public final class CborFraming extends PacketFraming {

	/** Creates the framing. */
	public CborFraming() {
		super("cbor", CborWriter::new);
	}

	@Override
	public Decoder decoder(Limits limits) {
		return new PacketDecoder(new CborReader(limits), new CborScanner(limits), limits.packetSize());
	}

}
