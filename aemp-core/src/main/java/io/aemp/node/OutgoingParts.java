package io.aemp.node;

import java.nio.ByteBuffer;

import io.aemp.Message;
import org.jspecify.annotations.Nullable;

/**
 * One large message on its way to the peer. No more than a window of it is under way at a
 * time, so that what is sent between its parts does not wait long in the sockets. Belongs
 * to the thread of the link.
 */
final class OutgoingParts {

	/** More than one, so that the peer need not wait for each. */
	private static final int PARTS_UNDER_WAY = 4;

	private final ByteBuffer octets;

	private final int total;

	private final int part;

	private final int window;

	/** How many octets have left. */
	private int sent;

	/** How many of them the peer has taken. */
	private int taken;

	/** Whether nobody waits for the peer to take anything. */
	private boolean hurried;

	/**
	 * Begins.
	 * @param octets the encoded message
	 * @param part the octets of a part
	 */
	OutgoingParts(ByteBuffer octets, int part) {
		this.octets = octets;
		this.total = octets.remaining();
		this.part = part;
		this.window = PARTS_UNDER_WAY * part;
	}

	/** The connection is being closed: all is sent while that is possible. */
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
		this.octets.get(part);
		this.sent += length;
		return link.encode("", Message.of(NodeRequest.PART, this.total, part));
	}

	/**
	 * The peer has taken octets.
	 * @throws IllegalArgumentException if it cannot have
	 */
	void taken(long count) {
		if (count <= 0 || count > this.sent - this.taken) {
			throw new IllegalArgumentException("the peer has taken more than was sent");
		}
		this.taken += (int) count;
	}

	/** How many octets have left. */
	int sent() {
		return this.sent;
	}

}
