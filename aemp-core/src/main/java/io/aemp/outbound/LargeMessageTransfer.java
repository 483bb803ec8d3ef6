package io.aemp.outbound;

import java.nio.ByteBuffer;

import io.aemp.link.Link;
import org.jspecify.annotations.Nullable;

/**
 * One large message on its way to the peer. At most a window of it is in flight, so that
 * packets between its parts do not wait long in the sockets. Belongs to the thread of the
 * link.
 */
final class LargeMessageTransfer {

	/** More than one, so that the link does not wait for each answer. */
	private static final int PARTS_UNDER_WAY = 4;

	private final ByteBuffer bytes;

	private final int total;

	private final int part;

	private final int window;

	/** How many bytes have left. */
	private int sent;

	/** How many of them the peer has taken. */
	private int taken;

	/** Whether parts leave without waiting for the peer. */
	private boolean hurried;

	/**
	 * Begins a transfer.
	 * @param bytes the encoded message
	 * @param part the bytes of a part
	 */
	LargeMessageTransfer(ByteBuffer bytes, int part) {
		this.bytes = bytes;
		this.total = bytes.remaining();
		this.part = part;
		this.window = PARTS_UNDER_WAY * part;
	}

	/** The connection is being closed: all parts leave while that is possible. */
	void hurry() {
		this.hurried = true;
	}

	/** Whether the peer has all of it, ready to be handed over. */
	boolean isTaken() {
		return this.taken == this.total || (this.hurried && this.sent == this.total);
	}

	/** The next part as a packet, {@code null} if it has to wait. */
	byte @Nullable [] next(Link link) {
		int length = Math.min(this.part, this.total - this.sent);
		if (length == 0 || (!this.hurried && this.sent - this.taken + length > this.window)) {
			return null;
		}
		byte[] part = new byte[length];
		this.bytes.get(part);
		this.sent += length;
		return link.encode("", PartsAgreement.part(this.total, part));
	}

	/**
	 * The peer has taken bytes.
	 * @throws IllegalArgumentException if it cannot have
	 */
	void taken(long count) {
		if (count <= 0 || count > this.sent - this.taken) {
			throw new IllegalArgumentException("the peer has taken more than was sent");
		}
		this.taken += (int) count;
	}

	/** How many bytes have left. */
	int sent() {
		return this.sent;
	}

}
