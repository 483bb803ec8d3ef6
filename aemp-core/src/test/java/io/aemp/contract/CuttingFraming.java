package io.aemp.contract;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.aemp.Framing;
import io.aemp.Message;
import io.aemp.UnsendableValueException;
import io.aemp.codec.CborFraming;

/**
 * Cuts connections from inside the JVM, whichever address they were made to: when told
 * so, it fails at the packet after some more with a certain tag, and the connection ends
 * in the middle of the stream.
 */
final class CuttingFraming implements Framing {

	/** A tag that a queue takes and that cannot be written then. */
	static final String UNWRITABLE = "unwritable";

	private final CborFraming cbor = new CborFraming();

	private final AtomicInteger remaining = new AtomicInteger(Integer.MAX_VALUE);

	private final AtomicInteger cuts = new AtomicInteger();

	private final String tag;

	CuttingFraming(String tag) {
		this.tag = tag;
	}

	/** Cuts the connection over which the packet comes that follows some more. */
	void cutAfter(int packets) {
		this.remaining.set(packets);
	}

	int cuts() {
		return this.cuts.get();
	}

	@Override
	public String name() {
		return "cutting";
	}

	@Override
	public byte[] encode(String port, Message message, PacketLimits limits) {
		return this.cbor.encode(port, message, limits);
	}

	@Override
	public byte[] encodeLenient(String port, Message message, PacketLimits limits) {
		if (UNWRITABLE.equals(message.tag())) {
			throw new UnsendableValueException("unwritable");
		}
		return this.cbor.encodeLenient(port, message, limits);
	}

	@Override
	public Decoder decoder(PacketLimits limits) {
		Decoder decoder = this.cbor.decoder(limits);
		return (input, sink) -> decode(decoder, input, sink);
	}

	private void decode(Decoder decoder, ByteBuffer input, PacketSink sink) throws DecodingException {
		AtomicBoolean cut = new AtomicBoolean();
		decoder.decode(input, (port, message, bytes) -> {
			if (this.tag.equals(message.tag()) && this.remaining.getAndDecrement() == 0) {
				cut.set(true);
				return false;
			}
			return sink.packet(port, message, bytes);
		});
		if (cut.get()) {
			// undecodable input leaves ports a second to answer; a fault of the framing
			// ends the connection at once
			if (this.cuts.incrementAndGet() % 10 == 0) {
				throw new DecodingException("cut by the test");
			}
			throw new IllegalStateException("cut by the test");
		}
	}

}
