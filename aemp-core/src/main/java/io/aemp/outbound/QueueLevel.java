package io.aemp.outbound;

import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

/**
 * How much waits in the queue to a peer. Tells when it crosses the marks. Any thread.
 */
final class QueueLevel {

	/** What a packet costs besides its bytes. */
	static final int OVERHEAD = 64;

	private final AtomicLong waiting = new AtomicLong();

	private final LargeMessageQueue large;

	private final QueueLimits bounds;

	private final Writability writability;

	QueueLevel(LargeMessageQueue large, QueueLimits bounds, Writability writability) {
		this.large = large;
		this.bounds = bounds;
		this.writability = writability;
	}

	static long size(QueuedPacket parcel) {
		return OVERHEAD + parcel.size();
	}

	/**
	 * Counts what is about to be queued.
	 * @return whether there is room for it
	 */
	boolean add(long size) {
		long waiting = this.waiting.addAndGet(size);
		if (waiting > this.bounds.queue()) {
			return false;
		}
		if (waiting > this.bounds.high() && waiting - size <= this.bounds.high()) {
			this.writability.crossedHigh();
		}
		return true;
	}

	/** Counts a parcel that is about to be queued, see {@link #add(long)}. */
	boolean add(QueuedPacket parcel) {
		long size = size(parcel);
		return add(size) && (!parcel.isPlain() || this.bounds.hold(size));
	}

	/**
	 * An item was taken out of the queue: what all queues have in common no longer keeps
	 * it.
	 */
	void release(@Nullable Object item) {
		if (item instanceof QueuedPacket parcel && parcel.isPlain()) {
			this.bounds.release(size(parcel));
		}
	}

	/** An item of the queue waits no more. */
	void leaves(Object item) {
		leaves((item instanceof PacketQueue.Batch batch) ? batch.size() : size((QueuedPacket) item));
	}

	/** Bytes wait no more. */
	void leaves(long size) {
		long waiting = this.waiting.addAndGet(-size);
		if (waiting <= this.bounds.low() && waiting + size > this.bounds.low()) {
			this.writability.crossedLow();
		}
		else {
			stepsAside(size);
		}
	}

	/** Bytes are in the way of others no more. */
	void stepsAside(long size) {
		if (this.writability.isAwaited() && isPassable() && beside() + size > this.bounds.low()) {
			this.writability.crossedLowBeside();
		}
	}

	/** How many bytes wait. */
	long queued() {
		return this.waiting.get();
	}

	/** How much waits beside large messages and what is behind them. */
	private long beside() {
		return this.waiting.get() - this.large.bytes();
	}

	/** Whether nothing waits for the socket. */
	boolean isEmpty() {
		return beside() <= 0;
	}

	/** Whether there would be room, but for large messages. */
	boolean isPassable() {
		return this.large.bytes() > 0 && beside() <= this.bounds.low();
	}

	/** Whether the queue is far from full, and this packet will not make it so. */
	boolean hasRoomToSpare(int bytes) {
		return beside() < this.bounds.queue() / 2 && queued() + OVERHEAD + bytes <= this.bounds.queue();
	}

}
