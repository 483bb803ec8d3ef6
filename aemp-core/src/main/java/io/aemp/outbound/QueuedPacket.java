package io.aemp.outbound;

import java.nio.ByteBuffer;
import java.util.Objects;

import io.aemp.Message;
import io.aemp.link.Link;
import io.aemp.port.Context;
import org.jspecify.annotations.Nullable;

/**
 * A packet in a send queue that is not encoded yet, or that needs its ordering key
 * because a large message is on its way.
 */
final class QueuedPacket {

	private final OrderingKey key;

	private final @Nullable Context sender;

	private final long size;

	private final boolean large;

	/** The message, if the packet was not encoded when it was queued. */
	private final @Nullable Message message;

	/** Whether peers that do not speak the node protocol do not get it. */
	private final boolean request;

	private final String port;

	private volatile @Nullable ByteBuffer bytes;

	private QueuedPacket(OrderingKey key, @Nullable Context sender, long size, boolean large, @Nullable Message message,
			boolean request, String port) {
		this.key = key;
		this.sender = sender;
		this.size = size;
		this.large = large;
		this.message = message;
		this.request = request;
		this.port = port;
	}

	/** A packet that is encoded already. */
	static QueuedPacket encoded(OrderingKey key, @Nullable Context sender, ByteBuffer bytes, boolean large) {
		QueuedPacket packet = new QueuedPacket(key, sender, bytes.remaining(), large, null, false, "");
		packet.bytes = bytes;
		return packet;
	}

	/** A packet for a connection that is still to be made. */
	static QueuedPacket plain(OrderingKey key, @Nullable Context sender, String port, Message message, long size,
			boolean request, boolean large) {
		return new QueuedPacket(key, sender, size, large, message, request, port);
	}

	OrderingKey key() {
		return this.key;
	}

	@Nullable Context sender() {
		return this.sender;
	}

	/** The bytes that it counts for while it waits. */
	long size() {
		return this.size;
	}

	/** Whether it is large enough to be sent in parts. */
	boolean isLarge() {
		return this.large;
	}

	/** Whether it was queued before there was a connection. */
	boolean isPlain() {
		return this.message != null;
	}

	/** Whether the peer would not understand it. */
	boolean isIdle(Link link) {
		return this.request && !link.info().speaks("mproto");
	}

	/** The bytes, {@code null} if it is not encoded yet. */
	@Nullable ByteBuffer bytes() {
		return this.bytes;
	}

	/** Encodes it, unless it is encoded; any thread. */
	ByteBuffer encode(Link link) {
		ByteBuffer bytes = this.bytes;
		if (bytes == null) {
			Message message = Objects.requireNonNull(this.message);
			boolean around = !message.headers().isEmpty() && HeadersRequest.isTakenBy(link);
			bytes = ByteBuffer.wrap(around ? link.encodeLenient("", HeadersRequest.around(this.port, message))
					: link.encodeLenient(this.port, message));
			this.bytes = bytes;
		}
		return bytes;
	}

}
