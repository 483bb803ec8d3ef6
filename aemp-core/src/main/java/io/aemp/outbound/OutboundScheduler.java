package io.aemp.outbound;

import java.nio.ByteBuffer;
import java.util.concurrent.Executor;

import io.aemp.UnsendableValueException;
import org.jspecify.annotations.Nullable;

/**
 * What leaves over a connection, in order: the queue to the peer, and large messages in
 * their parts between. Belongs to the thread of the link.
 */
final class OutboundScheduler implements LargeMessageQueue.Exits {

	private final SendQueue outbound;

	private final PacketEncoder packing;

	private final PacketQueue queue;

	private final LargeMessageQueue large;

	private final QueueLevel level;

	private final Executor encoders;

	/**
	 * Creates the departures of a connection.
	 * @param outbound is asked whether anything is to leave at all
	 * @param encoders for what takes long
	 */
	OutboundScheduler(SendQueue outbound, PacketEncoder packing, PacketQueue queue, LargeMessageQueue large, QueueLevel level,
			Executor encoders) {
		this.outbound = outbound;
		this.packing = packing;
		this.queue = queue;
		this.large = large;
		this.level = level;
		this.encoders = encoders;
		large.attach(packing.link(), packing.terms(), this);
	}

	/** The next packets. */
	@Nullable ByteBuffer next() {
		try {
			return nextBytes();
		}
		catch (UnsendableValueException ex) {
			giveUp(ex);
			return null;
		}
	}

	private @Nullable ByteBuffer nextBytes() {
		ByteBuffer bytes = wrap(this.large.due());
		while (bytes == null) {
			Object item = take();
			bytes = (item != null) ? bytes(item) : wrap(this.large.next());
			// after the poll: what is appended while the queue is being discarded must
			// not get ahead of what was there
			if (item == null || !this.outbound.isDemanded()) {
				break;
			}
			this.large.passed((bytes != null) ? bytes.remaining() : 0);
		}
		return this.outbound.isDemanded() ? bytes : null;
	}

	private static @Nullable ByteBuffer wrap(byte @Nullable [] bytes) {
		return (bytes != null) ? ByteBuffer.wrap(bytes) : null;
	}

	/** Takes the first item that has to wait for nothing any more. */
	private @Nullable Object take() {
		Object item = this.large.ready();
		if (item == null) {
			do {
				item = this.queue.take();
				this.level.release(item);
			}
			while (item instanceof QueuedPacket parcel && this.large.keeps(parcel));
		}
		if (item != null) {
			this.level.leaves(item);
		}
		return item;
	}

	/** Returns the bytes of packets, {@code null} if the peer would not understand. */
	private @Nullable ByteBuffer bytes(Object item) {
		if (item instanceof PacketQueue.Batch batch) {
			return batch.bytes();
		}
		QueuedPacket parcel = (QueuedPacket) item;
		return parcel.isIdle(this.packing.link()) ? null : this.packing.encode(parcel);
	}

	/** The peer has taken bytes of a large message. */
	void taken(long bytes) {
		this.large.taken(bytes);
		this.packing.link().wakeUp();
	}

	/** The connection is being closed. */
	void hurry() {
		this.large.hurry();
	}

	@Override
	public void left(long bytes) {
		this.level.leaves(bytes);
	}

	@Override
	public void aside(long bytes) {
		this.level.stepsAside(bytes);
	}

	@Override
	public void encode(QueuedPacket parcel) {
		this.encoders.execute(() -> {
			try {
				this.packing.encode(parcel);
				this.packing.link().wakeUp();
			}
			catch (UnsendableValueException ex) {
				giveUp(ex);
			}
		});
	}

	/**
	 * A message cannot be sent, and its sender is gone: without a loss it and what
	 * follows would be holes. Any thread.
	 */
	private void giveUp(UnsendableValueException ex) {
		this.outbound.close();
		this.packing.link().close("a queued message cannot be sent: " + ex.getMessage());
	}

}
