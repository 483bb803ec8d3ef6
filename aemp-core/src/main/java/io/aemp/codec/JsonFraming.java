package io.aemp.codec;

import io.aemp.Framing;
import io.aemp.Message;

/**
 * Packets as JSON texts (RFC 8259) in UTF-8.
 * <p>
 * JSON knows no octets: they are written as a string with one character per octet. It has
 * no NaN and no infinite numbers either: they are refused, or become {@code null} where
 * nobody is there to be told.
 */
public final class JsonFraming implements Framing {

	private final ThreadLocal<JsonWriter> writers = ThreadLocal.withInitial(JsonWriter::new);

	@Override
	public String name() {
		return "json";
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
		return new PacketDecoder(new JsonReader(limits), new JsonScanner(limits), limits.packetSize());
	}

	private JsonWriter writer() {
		JsonWriter writer = this.writers.get();
		return writer.isBusy() ? new JsonWriter() : writer;
	}

}
