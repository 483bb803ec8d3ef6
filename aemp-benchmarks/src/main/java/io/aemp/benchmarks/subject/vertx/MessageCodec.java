package io.aemp.benchmarks.subject.vertx;

import java.nio.ByteBuffer;

import io.aemp.benchmarks.subject.message.Format;
import io.aemp.benchmarks.subject.message.Message;
import io.aemp.benchmarks.subject.message.Numbered;
import io.aemp.benchmarks.subject.message.Octets;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.EventBus;

/** Messages on the wire; inside a process they are handed over as they are. */
final class MessageCodec<M extends Message> implements io.vertx.core.eventbus.MessageCodec<M, Message> {

	private final String name;

	private MessageCodec(Class<M> type) {
		this.name = type.getSimpleName();
	}

	/**
	 * Lets a bus take messages without naming the codec each time.
	 * @param bus the bus
	 */
	static void register(EventBus bus) {
		bus.registerDefaultCodec(Numbered.class, new MessageCodec<>(Numbered.class));
		bus.registerDefaultCodec(Octets.class, new MessageCodec<>(Octets.class));
	}

	@Override
	public void encodeToWire(Buffer buffer, M message) {
		byte[] bytes = Format.encode(message);
		buffer.appendInt(bytes.length).appendBytes(bytes);
	}

	@Override
	public Message decodeFromWire(int position, Buffer buffer) {
		int begin = position + Integer.BYTES;
		return Format.decode(ByteBuffer.wrap(buffer.getBytes(begin, begin + buffer.getInt(position))));
	}

	@Override
	public Message transform(M message) {
		return message;
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public byte systemCodecID() {
		return -1;
	}

}
