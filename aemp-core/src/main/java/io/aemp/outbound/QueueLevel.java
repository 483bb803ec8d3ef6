package io.aemp.outbound;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

import io.aemp.Reason;
import io.aemp.port.Context;
import org.jspecify.annotations.Nullable;

/**
 * How much waits in a send queue, whether that is below the watermarks, and the sends
 * that wait until it is. Any thread may call any method. Only a thread that crosses a
 * watermark, and one whose send waits, takes the lock.
 */
public final class QueueLevel {

	/** What a packet costs besides its bytes. */
	public static final int OVERHEAD = 64;

	private final AtomicLong queued = new AtomicLong();

	private final SendQueue queue;

	private final LargeMessageQueue large;

	private final SendQueue.Owner owner;

	private final QueueLimits limits;

	/** In order. Guarded by this, like all that is neither final nor volatile. */
	private final Set<DeferredSend> waiting = new LinkedHashSet<>();

	/** How many sends wait, by sender. */
	private final Map<Object, Integer> senders = new HashMap<>();

	/** The bytes of the sends that wait, besides what is queued. */
	private long waitingBytes;

	/** Why no send can wait any more; {@code null} while the connection is not lost. */
	private @Nullable Reason loss;

	private volatile boolean writable = true;

	private volatile boolean awaited;

	QueueLevel(SendQueue queue, LargeMessageQueue large, SendQueue.Owner owner, QueueLimits limits) {
		this.queue = queue;
		this.large = large;
		this.owner = owner;
		this.limits = limits;
	}

	static long size(QueuedPacket packet) {
		return OVERHEAD + packet.size();
	}

	/**
	 * Counts what is about to be queued.
	 * @return whether there is room for it
	 */
	boolean add(long size) {
		long queued = this.queued.addAndGet(size);
		if (queued > this.limits.queue()) {
			return false;
		}
		if (queued > this.limits.high() && queued - size <= this.limits.high()) {
			crossedHigh();
		}
		return true;
	}

	/** Counts a packet that is about to be queued, see {@link #add(long)}. */
	boolean add(QueuedPacket packet) {
		long size = size(packet);
		return add(size) && (!packet.isPlain() || this.limits.hold(size));
	}

	/**
	 * An item was taken out of the queue: it counts no longer for all queues together.
	 */
	void release(@Nullable Object item) {
		if (item instanceof QueuedPacket packet && packet.isPlain()) {
			this.limits.release(size(packet));
		}
	}

	/** An item of the queue waits no more. */
	void leaves(Object item) {
		leaves((item instanceof PacketQueue.Batch batch) ? batch.size() : size((QueuedPacket) item));
	}

	/** Bytes wait no more. */
	void leaves(long size) {
		long queued = this.queued.addAndGet(-size);
		if (queued <= this.limits.low() && queued + size > this.limits.low()) {
			crossedLow();
		}
		else {
			stepsAside(size);
		}
	}

	/** Bytes wait for a large message now, and no longer delay other packets. */
	void stepsAside(long size) {
		if (this.awaited && isPassable() && beside() + size > this.limits.low()) {
			crossedLowBeside();
		}
	}

	/**
	 * How much waits.
	 * @return the number of bytes
	 */
	public long queued() {
		return this.queued.get();
	}

	/** How much waits beside large messages and what is behind them. */
	private long beside() {
		return this.queued.get() - this.large.bytes();
	}

	/**
	 * Whether nothing waits for the socket.
	 * @return whether at most large messages wait
	 */
	public boolean isEmpty() {
		return beside() <= 0;
	}

	/** Whether there would be room, but for large messages. */
	private boolean isPassable() {
		return this.large.bytes() > 0 && beside() <= this.limits.low();
	}

	/** Whether the queue is far from full, and this packet will not make it so. */
	boolean hasRoomToSpare(int bytes) {
		return beside() < this.limits.queue() / 2 && queued() + OVERHEAD + bytes <= this.limits.queue();
	}

	/** Whether less is queued than the watermarks say. */
	boolean isWritable() {
		return this.writable;
	}

	/** Whether any send waits. If not, all that have waited are in the queue. */
	boolean isAwaited() {
		return this.awaited;
	}

	/**
	 * Lets a send wait for room, behind those that wait already.
	 * @return why it cannot wait; {@code null} if it can
	 */
	synchronized @Nullable Reason await(DeferredSend send) {
		Reason loss = this.loss;
		if (loss == null) {
			hold(send);
			admit();
		}
		return loss;
	}

	/** Whether other sends of the sender wait, so that this packet has to wait too. */
	synchronized boolean keepBehind(Context sender, QueuedPacket packet) {
		boolean behind = this.senders.containsKey(DeferredSend.sender(sender));
		if (behind) {
			hold(new DeferredSend.Behind(sender, this.queue, packet));
		}
		return behind;
	}

	private void hold(DeferredSend send) {
		this.waiting.add(send);
		this.senders.merge(send.sender(), 1, Integer::sum);
		this.waitingBytes += size(send.item());
		this.awaited = true;
		if (queued() + this.waitingBytes > this.limits.queue()) {
			this.queue.overflow();
		}
	}

	private synchronized void crossedHigh() {
		update();
	}

	private synchronized void crossedLow() {
		update();
		admit();
	}

	private synchronized void crossedLowBeside() {
		admit();
	}

	/** The thread that crosses last decides by what is queued then. */
	private void update() {
		boolean before = this.writable;
		long queued = queued();
		if (queued > this.limits.high()) {
			this.writable = false;
		}
		else if (queued <= this.limits.low()) {
			this.writable = true;
		}
		if (before != this.writable) {
			this.owner.writabilityChanged(this.queue);
		}
	}

	/** Puts sends that wait into the queue, while there is room. */
	private void admit() {
		while (this.writable && !this.waiting.isEmpty() && this.queue.isDemanded()) {
			admit(this.waiting.iterator().next());
		}
		if (!this.waiting.isEmpty() && isPassable()) {
			pass();
		}
	}

	/**
	 * Lets those sends pass that have nothing to do with the large messages that wait.
	 */
	private void pass() {
		Set<Object> behind = new HashSet<>();
		for (DeferredSend send : List.copyOf(this.waiting)) {
			if (behind.contains(send.sender()) || !this.large.mayPass(send.item())) {
				behind.add(send.sender());
			}
			else if (isPassable() && this.queue.isDemanded()) {
				admit(send);
			}
			else {
				return;
			}
		}
	}

	private void admit(DeferredSend send) {
		this.queue.put(send.item());
		// after it is in the queue: from now on others of its sender may follow
		withdraw(send);
		send.sent();
	}

	/** Takes back a send that waits. Returns whether it still did. */
	synchronized boolean withdraw(DeferredSend send) {
		if (!this.waiting.remove(send)) {
			return false;
		}
		this.senders.computeIfPresent(send.sender(), (sender, count) -> (count > 1) ? count - 1 : null);
		this.waitingBytes -= size(send.item());
		this.awaited = !this.waiting.isEmpty();
		return true;
	}

	/**
	 * The connection is lost. Returns the sends that have waited, and are lost with it.
	 */
	synchronized List<DeferredSend> lose(Reason reason) {
		List<DeferredSend> lost = new ArrayList<>(this.waiting);
		this.loss = reason;
		this.waiting.clear();
		this.senders.clear();
		this.waitingBytes = 0;
		this.awaited = false;
		return lost;
	}

}
