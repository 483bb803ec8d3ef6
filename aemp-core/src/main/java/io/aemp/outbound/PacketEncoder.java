package io.aemp.outbound;

import java.nio.ByteBuffer;

import io.aemp.Framing;
import io.aemp.Message;
import io.aemp.UnsendableValueException;
import io.aemp.link.Link;
import io.aemp.port.Context;
import org.jspecify.annotations.Nullable;

/**
 * Encodes messages for one connection: in its framing, and no larger than the peer takes
 * and the queue allows. Any thread.
 */
final class PacketEncoder {

	/** At most this part of a kept array may be unused. */
	private static final int WASTE = 8;

	private final Link link;

	private final PartsAgreement agreement;

	private final QueueLimits limits;

	private final boolean takesHeaders;

	PacketEncoder(Link link, QueueLimits limits) {
		this.link = link;
		this.agreement = PartsAgreement.of(link.info().keys(), limits.whole());
		this.limits = limits;
		this.takesHeaders = HeadersRequest.isTakenBy(link);
	}

	Link link() {
		return this.link;
	}

	/** How large messages travel to this peer. */
	PartsAgreement agreement() {
		return this.agreement;
	}

	/** Whether the peer understands requests of the node protocol. */
	boolean takesRequests() {
		return this.link.info().speaks("mproto");
	}

	/**
	 * Encodes a message.
	 * @param lenient whether values that the framing cannot write become {@code null}
	 * @return the bytes; unless they are large, valid until this thread encodes again
	 * @throws UnsendableValueException if it cannot travel
	 */
	ByteBuffer encode(String port, Message message, boolean lenient) {
		if (this.takesHeaders && !message.headers().isEmpty()) {
			return encode("", HeadersRequest.around(port, message), lenient);
		}
		ByteBuffer bytes = lenient ? ByteBuffer.wrap(this.link.encodeLenient(port, message))
				: this.link.encodeTransient(port, message);
		check(bytes.remaining());
		return bytes;
	}

	/**
	 * Encodes a packet that has waited for the connection, unless it is encoded already.
	 * @throws UnsendableValueException if it cannot travel
	 */
	ByteBuffer encode(QueuedPacket packet) {
		ByteBuffer bytes = packet.encode(this.link);
		check(bytes.remaining());
		return bytes;
	}

	private void check(int bytes) {
		this.agreement.check(this.link.info().node(), bytes);
		this.limits.check(bytes);
	}

	/** Whether the peer takes a packet of this size in parts. */
	boolean isLarge(int bytes) {
		return bytes > this.agreement.above();
	}

	/** Gives encoded bytes an ordering key. */
	QueuedPacket packet(OrderingKey key, @Nullable Context sender, ByteBuffer bytes) {
		return QueuedPacket.encoded(key, sender, isToKeep(bytes) ? bytes : copy(bytes), isLarge(bytes.remaining()));
	}

	/** Whether the array is not used again, and not much larger than what is in it. */
	private static boolean isToKeep(ByteBuffer bytes) {
		int size = bytes.remaining();
		return size > Framing.TRANSIENT_SIZE && bytes.capacity() - size <= size / WASTE;
	}

	private static ByteBuffer copy(ByteBuffer bytes) {
		return ByteBuffer.allocate(bytes.remaining()).put(bytes.duplicate()).flip();
	}

}
