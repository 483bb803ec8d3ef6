package io.aemp.benchmarks.subject.pekko;

import java.nio.ByteBuffer;

import io.aemp.benchmarks.subject.message.Format;
import io.aemp.benchmarks.subject.message.Message;
import org.apache.pekko.serialization.ByteBufferSerializer;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/** Serializes messages by hand, straight into the buffers of the transport. */
public final class BufferSerializer extends SerializerWithStringManifest implements ByteBufferSerializer {

	@Override
	public int identifier() {
		return 4711;
	}

	@Override
	public String manifest(Object message) {
		return "";
	}

	@Override
	public void toBinary(Object message, ByteBuffer buffer) {
		Format.encode((Message) message, buffer);
	}

	@Override
	public Object fromBinary(ByteBuffer buffer, String manifest) {
		return Format.decode(buffer);
	}

	@Override
	public byte[] toBinary(Object message) {
		return Format.encode((Message) message);
	}

	@Override
	public Object fromBinary(byte[] bytes, String manifest) {
		return Format.decode(ByteBuffer.wrap(bytes));
	}

}
