package io.aemp.codec;

import io.aemp.Framing;
import io.aemp.Message;

/**
 * Packets as CBOR (RFC 8949).
 * <p>
 * What Perl has as undecoded strings, it writes as byte strings, and so does this framing
 * where text is a name: the port name, the name of a request to the node port and the
 * keys of maps, as far as their characters are below 256. Other text is written as text,
 * so that it arrives as text. All of RFC 8949 is read; content of tags without a meaning
 * here is taken as it is.
 */
public final class CborFraming implements Framing {

	private final ThreadLocal<CborWriter> writers = ThreadLocal.withInitial(CborWriter::new);

	@Override
	public String name() {
		return "cbor";
	}

	@Override
	public byte[] encode(String port, Message message, Limits limits) {
		return writer().write(port, message, limits, false);
	}

	@Override
	public byte[] encodeLenient(String port, Message message, Limits limits) {
		return writer().write(port, message, limits, true);
	}

	@Override
	public Decoder decoder(Limits limits) {
		return new PacketDecoder(new CborReader(limits), new CborScanner(limits), limits.packetSize());
	}

	private CborWriter writer() {
		CborWriter writer = this.writers.get();
		return writer.isBusy() ? new CborWriter() : writer;
	}

}
