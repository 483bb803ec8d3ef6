package io.aemp.codec;

import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes JSON in UTF-8, without white space. */
final class JsonWriter extends PacketWriter {

	private final JsonFactory factory;

	private final OutputStream packet = new PacketStream();

	/** Writes all packets, which is cheaper than a generator for each. */
	private JsonGenerator generator;

	/** Whether the generator has flushed all its output. */
	private boolean clean = true;

	JsonWriter(JsonFactory factory) {
		this.factory = factory;
		this.generator = newGenerator();
	}

	private JsonGenerator newGenerator() {
		return this.factory.createGenerator(ObjectWriteContext.empty(), this.packet);
	}

	@Override
	void begin() {
		if (!this.clean) {
			// the previous packet has failed and left a part in the generator
			this.generator = newGenerator();
		}
		this.clean = false;
	}

	@Override
	void end() {
		this.generator.flush();
		this.clean = true;
	}

	@Override
	void beginList(int size) {
		this.generator.writeStartArray();
	}

	@Override
	void endList() {
		this.generator.writeEndArray();
	}

	@Override
	void beginMap(int size) {
		this.generator.writeStartObject();
	}

	@Override
	void endMap() {
		this.generator.writeEndObject();
	}

	@Override
	void key(String key) {
		this.generator.writeName(encodable(key));
	}

	@Override
	void name(String name) {
		text(name);
	}

	@Override
	void text(String text) {
		this.generator.writeString(encodable(text));
	}

	@Override
	void bytes(byte[] array) {
		this.generator.writeString(new String(array, StandardCharsets.ISO_8859_1));
	}

	@Override
	void integer(long number) {
		this.generator.writeNumber(number);
	}

	@Override
	void bigInteger(BigInteger number) {
		this.generator.writeNumber(number);
	}

	@Override
	void floating(double number) {
		if (Double.isFinite(number)) {
			this.generator.writeNumber(number);
		}
		else if (isLenient()) {
			nothing();
		}
		else {
			throw notFinite(number);
		}
	}

	@Override
	void truth(boolean truth) {
		this.generator.writeBoolean(truth);
	}

	@Override
	void nothing() {
		this.generator.writeNull();
	}

	/**
	 * Appends the output of the generator to the packet, up to the limit for its size.
	 */
	private final class PacketStream extends OutputStream {

		@Override
		public void write(int value) {
			write(new byte[] { (byte) value }, 0, 1);
		}

		@Override
		public void write(byte[] array, int from, int length) {
			ensure(length);
			System.arraycopy(array, from, JsonWriter.this.bytes, JsonWriter.this.position, length);
			JsonWriter.this.position += length;
		}

	}

}
