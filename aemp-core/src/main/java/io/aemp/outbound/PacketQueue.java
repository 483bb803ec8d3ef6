package io.aemp.outbound;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Queue;

import org.jspecify.annotations.Nullable;

/**
 * The packets that wait for one peer, in order. Those that are bytes already are copied
 * one behind the other into arrays that are used again: a packet is no object here, and
 * the connection takes many at a time. Any thread; the lock is held for no more than the
 * copying.
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

	/** What the connection has taken last, and is copying. */
	private byte[] taken = NONE;

	/**
	 * What it has copied, for the next batches. Those that are not needed go one by one,
	 * when they have held little.
	 */
	private final Deque<byte[]> spares = new ArrayDeque<>();

	PacketQueue(int batchSize) {
		this.batchSize = batchSize;
	}

	/**
	 * Adds the bytes of a packet.
	 * @return whether nothing else was there, so that nobody is about to take it
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

	/** Adds a packet that is more than bytes, see {@link #add(ByteBuffer)}. */
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
			// while others wait this one will be full too
			int wanted = this.items.isEmpty() ? Math.max(SMALLEST, 2 * before.length) : this.batchSize;
			spare = new byte[Math.max(Math.min(wanted, this.batchSize), needed)];
		}
		System.arraycopy(before, 0, spare, 0, this.length);
		this.bytes = spare;
	}

	/** Takes one that was needed for larger batches before. */
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
	 * Takes the first packet, or a batch of all packets before the next one; for the
	 * connection alone.
	 * @return it, {@code null} if there is none; the bytes of a batch are good until the
	 * next call
	 */
	synchronized @Nullable Object take() {
		if (this.taken != NONE && this.spares.size() < MOST_SPARES) {
			this.spares.push(this.taken);
		}
		Object item = remove();
		this.taken = (item instanceof Batch batch && isWorthKeeping(batch.bytes())) ? batch.bytes().array() : NONE;
		return item;
	}

	/** What one burst has needed is not kept for ever. */
	private boolean isWorthKeeping(ByteBuffer batch) {
		int capacity = batch.capacity();
		return capacity <= SMALLEST || (capacity <= this.batchSize && capacity / 64 <= batch.remaining());
	}

	/**
	 * Takes an item that nobody will send; any thread. The connection may still be
	 * copying what it has taken, so that is not used again.
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
	 * @param size what they count while they wait
	 */
	record Batch(ByteBuffer bytes, long size) {

	}

}
