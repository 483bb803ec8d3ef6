package io.aemp.codec;

import java.nio.ByteBuffer;
import java.util.function.Supplier;

import io.aemp.Framing;
import io.aemp.Message;

/** Base class of the framings. Each thread reuses one writer. */
abstract class PacketFraming implements Framing {

	private final String name;

	private final Supplier<? extends PacketWriter> newWriter;

	private final ThreadLocal<PacketWriter> writers;

	PacketFraming(String name, Supplier<? extends PacketWriter> newWriter) {
		this.name = name;
		this.newWriter = newWriter;
		this.writers = ThreadLocal.withInitial(newWriter);
	}

	@Override
	public final String name() {
		return this.name;
	}

	@Override
	public final byte[] encode(String port, Message message, PacketLimits limits) {
		return copy(encodeTransient(port, message, limits));
	}

	@Override
	public final ByteBuffer encodeTransient(String port, Message message, PacketLimits limits) {
		return writer().write(port, message, limits, false);
	}

	@Override
	public final byte[] encodeLenient(String port, Message message, PacketLimits limits) {
		return copy(writer().write(port, message, limits, true));
	}

	private static byte[] copy(ByteBuffer bytes) {
		byte[] copy = new byte[bytes.remaining()];
		bytes.get(copy);
		return copy;
	}

	/**
	 * Returns a writer that is not in use. The writer of this thread is in use if a
	 * collection in a message sends a message while it is being written.
	 */
	private PacketWriter writer() {
		PacketWriter writer = this.writers.get();
		return writer.isBusy() ? this.newWriter.get() : writer;
	}

}
