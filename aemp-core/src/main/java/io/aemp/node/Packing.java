package io.aemp.node;

import java.nio.ByteBuffer;

import io.aemp.Framing;
import io.aemp.Message;
import io.aemp.UnsendableValueException;
import io.aemp.port.Context;
import org.jspecify.annotations.Nullable;

/**
 * How packets are made for one connection: in its framing, and no larger than the peer
 * takes and the queue may be. Any thread.
 */
final class Packing {

	/** So small a part of an array may stay empty. */
	private static final int WASTE = 8;

	private final Link link;

	private final PartsTerms terms;

	private final QueueBounds bounds;

	Packing(Link link, QueueBounds bounds) {
		this.link = link;
		this.terms = PartsTerms.of(link.info().keys(), bounds.whole());
		this.bounds = bounds;
	}

	Link link() {
		return this.link;
	}

	/** On what the peer and this node have agreed. */
	PartsTerms terms() {
		return this.terms;
	}

	/** Whether the peer understands requests of the node protocol. */
	boolean takesRequests() {
		return this.link.info().speaks("mproto");
	}

	/**
	 * Encodes a message.
	 * @param lenient whether values that the framing cannot write become {@code null}
	 * @return the octets, to be copied before this thread encodes more, unless they are
	 * large
	 * @throws UnsendableValueException if it cannot travel
	 */
	ByteBuffer encode(String port, Message message, boolean lenient) {
		ByteBuffer octets = lenient ? ByteBuffer.wrap(this.link.encodeLenient(port, message))
				: this.link.encodeTransient(port, message);
		check(octets.remaining());
		return octets;
	}

	/**
	 * Encodes what has waited for the connection, if that is not done yet.
	 * @throws UnsendableValueException if it cannot travel
	 */
	ByteBuffer encode(Parcel parcel) {
		ByteBuffer octets = parcel.encode(this.link);
		check(octets.remaining());
		return octets;
	}

	private void check(int octets) {
		this.terms.check(this.link.info().node(), octets);
		this.bounds.check(octets);
	}

	/** Whether the peer takes a packet of this size in parts. */
	boolean isLarge(int octets) {
		return octets > this.terms.above();
	}

	/** Keeps octets together with what they are about. */
	Parcel parcel(Concern concern, @Nullable Context sender, ByteBuffer octets) {
		return Parcel.encoded(concern, sender, isToKeep(octets) ? octets : copy(octets), isLarge(octets.remaining()));
	}

	/** Whether the array is not used again, and not much larger than what is in it. */
	private static boolean isToKeep(ByteBuffer octets) {
		int size = octets.remaining();
		return size > Framing.TRANSIENT_SIZE && octets.capacity() - size <= size / WASTE;
	}

	private static ByteBuffer copy(ByteBuffer octets) {
		return ByteBuffer.allocate(octets.remaining()).put(octets.duplicate()).flip();
	}

}
