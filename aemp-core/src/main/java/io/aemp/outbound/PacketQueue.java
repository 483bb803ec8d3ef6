package io.aemp.outbound;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Queue;

import org.jspecify.annotations.Nullable;

/**
 * The packets that wait for one peer, in order. Senders copy encoded packets one behind
 * the other into arrays that are used again. So a packet needs no object, and the link
 * takes many packets at a time. Any thread; the lock is held only for the copying.
 */
final class PacketQueue {

	private static final int SMALLEST = 1 << 9;

	private static final int MOST_SPARES = 16;

	private static final byte[] NONE = new byte[0];

	/** Batches and queued packets. */
	private final Queue<Object> items = new ArrayDeque<>();

	/** How large a batch may become, unless one packet is larger. */
	private final int batchSize;

	/** The batch to which packets are added, behind all items. */
	private byte[] bytes = NONE;

	private int length;

	private int packets;

	/** The array that the link has taken last, and may still read. */
	private byte[] taken = NONE;

	/**
	 * Arrays that the link has read, for the next batches. An array that held little for
	 * its size is not kept.
	 */
	private final Deque<byte[]> spares = new ArrayDeque<>();

	/** How many packets were taken. */
	private long sent;

	PacketQueue(int batchSize) {
		this.batchSize = batchSize;
	}

	/**
	 * Adds the bytes of a packet.
	 * @return whether the queue was empty, so that the link has to be woken up
	 */
	synchronized boolean add(ByteBuffer packet) {
		boolean first = isEmpty();
		int size = packet.remaining();
		if (this.length > 0 && size > this.batchSize - this.length) {
			endBatch();
		}
		if (size > this.bytes.length - this.length) {
			grow(size);
		}
		packet.get(this.bytes, this.length, size);
		this.length += size;
		this.packets++;
		return first;
	}

	/** Adds a packet with its ordering key, see {@link #add(ByteBuffer)}. */
	synchronized boolean add(QueuedPacket packet) {
		boolean first = isEmpty();
		endBatch();
		this.items.add(packet);
		return first;
	}

	private boolean isEmpty() {
		return this.length == 0 && this.items.isEmpty();
	}

	private void grow(int size) {
		int needed = this.length + size;
		byte[] before = this.bytes;
		byte[] spare = (this.length == 0) ? this.spares.poll() : largerSpare(needed);
		if (spare == null || spare.length < needed) {
			// batches wait already, so this one will be full too
			int wanted = this.items.isEmpty() ? Math.max(SMALLEST, 2 * before.length) : this.batchSize;
			spare = new byte[Math.max(Math.min(wanted, this.batchSize), needed)];
		}
		System.arraycopy(before, 0, spare, 0, this.length);
		this.bytes = spare;
	}

	/** Takes a spare array of at least this size. */
	private byte @Nullable [] largerSpare(int size) {
		for (Iterator<byte[]> spares = this.spares.iterator(); spares.hasNext();) {
			byte[] spare = spares.next();
			if (spare.length >= size) {
				spares.remove();
				return spare;
			}
		}
		return null;
	}

	private void endBatch() {
		if (this.length > 0) {
			long size = this.length + (long) QueueLevel.OVERHEAD * this.packets;
			this.items.add(new Batch(ByteBuffer.wrap(this.bytes, 0, this.length), size));
			this.bytes = NONE;
			this.length = 0;
			this.packets = 0;
		}
	}

	/**
	 * Takes the first item: a {@link QueuedPacket}, or a batch of the packets before the
	 * next one. For the thread of the link.
	 * @return the item, {@code null} if there is none; the bytes of a batch are valid
	 * until the next call
	 */
	synchronized @Nullable Object take() {
		if (this.taken != NONE && this.spares.size() < MOST_SPARES) {
			this.spares.push(this.taken);
		}
		Object item = remove();
		if (item != null) {
			this.sent += (item instanceof Batch batch) ? batch.packets() : 1;
		}
		this.taken = (item instanceof Batch batch && isWorthKeeping(batch.bytes())) ? batch.bytes().array() : NONE;
		return item;
	}

	/** How many packets were taken; any thread. */
	synchronized long sent() {
		return this.sent;
	}

	/** One burst must not keep its memory. */
	private boolean isWorthKeeping(ByteBuffer batch) {
		int capacity = batch.capacity();
		return capacity <= SMALLEST || (capacity <= this.batchSize && capacity / 64 <= batch.remaining());
	}

	/**
	 * Discards an item; any thread. The link may still read the array that it has taken,
	 * so that is not used again.
	 */
	synchronized @Nullable Object drop() {
		this.taken = NONE;
		return remove();
	}

	private @Nullable Object remove() {
		if (this.items.isEmpty()) {
			endBatch();
		}
		return this.items.poll();
	}

	/**
	 * Packets that leave together.
	 *
	 * @param bytes their bytes
	 * @param size the bytes that they count for while they wait
	 */
	record Batch(ByteBuffer bytes, long size) {

		/** How many there are, before the link has read them. */
		long packets() {
			return (this.size - this.bytes.remaining()) / QueueLevel.OVERHEAD;
		}

	}

}
