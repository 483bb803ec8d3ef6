package io.aemp.outbound;

import java.util.concurrent.atomic.AtomicLong;

import io.aemp.FlowControl;
import io.aemp.Framing;
import io.aemp.UnsendableValueException;

/** Limits and watermarks of send queues: of each, and of all together. */
public final class QueueLimits {

	/** All queues without a connection may hold as much as so many full ones. */
	private static final int FULL_QUEUES = 4;

	private final AtomicLong unconnected = new AtomicLong();

	private final Framing.PacketLimits packets;

	private final long queue;

	private final int whole;

	private final long high;

	private final long low;

	public QueueLimits(Framing.PacketLimits packets, long queue, int whole, FlowControl flowControl) {
		this.packets = packets;
		this.queue = queue;
		this.whole = whole;
		this.high = flowControl.sendHigh();
		this.low = flowControl.sendLow();
	}

	public Framing.PacketLimits packets() {
		return this.packets;
	}

	/** The bytes that may wait for one peer. */
	long queue() {
		return this.queue;
	}

	/** The bytes above which a packet is sent in parts, if the peer takes them. */
	int whole() {
		return this.whole;
	}

	/**
	 * Checks that a packet can wait in a queue at all.
	 * @throws UnsendableValueException if it is larger than any queue may be
	 */
	void check(long bytes) {
		if (bytes + QueueLevel.OVERHEAD > this.queue) {
			throw new UnsendableValueException(
					"The message cannot travel: it takes " + bytes + " bytes, and no more than " + this.queue
							+ " may wait for a node (max_send_queue); raise that, or send it in pieces");
		}
	}

	long high() {
		return this.high;
	}

	long low() {
		return this.low;
	}

	/**
	 * Counts bytes for a peer that is not connected yet. Returns whether there is room.
	 */
	boolean hold(long bytes) {
		if (this.unconnected.addAndGet(bytes) / FULL_QUEUES <= this.queue) {
			return true;
		}
		release(bytes);
		return false;
	}

	void release(long bytes) {
		this.unconnected.addAndGet(-bytes);
	}

	/** The bytes that wait for peers that are not connected yet. */
	long unconnected() {
		return this.unconnected.get();
	}

}
