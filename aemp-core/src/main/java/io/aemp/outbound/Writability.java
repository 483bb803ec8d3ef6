package io.aemp.outbound;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.aemp.Reason;
import io.aemp.port.Context;
import org.jspecify.annotations.Nullable;

/**
 * Whether a queue is below its marks, and the line of sends that wait for that. A lock is
 * taken only by those that wait, and by whoever crosses a mark. Any thread may call any
 * method.
 */
final class Writability {

	/** In order. Guarded by this, like all that is not volatile. */
	private final Set<DeferredSend> waiting = new LinkedHashSet<>();

	/** How many wait, by sender. */
	private final Map<Object, Integer> senders = new HashMap<>();

	private final SendQueue queue;

	private final LargeMessageQueue large;

	private final SendQueue.Owner owner;

	private final QueueLimits bounds;

	/** The bytes of those that wait, besides what is in the queue. */
	private long bytes;

	/** Why nothing can wait any more; {@code null} while the connection is not lost. */
	private @Nullable Reason loss;

	private volatile boolean writable = true;

	private volatile boolean awaited;

	Writability(SendQueue queue, LargeMessageQueue large, SendQueue.Owner owner, QueueLimits bounds) {
		this.queue = queue;
		this.large = large;
		this.owner = owner;
		this.bounds = bounds;
	}

	boolean isWritable() {
		return this.writable;
	}

	/** Whether any send waits. If not, all that have waited are in the queue. */
	boolean isAwaited() {
		return this.awaited;
	}

	/**
	 * Puts a send at the end of the line.
	 * @return why it waits in vain; {@code null} if it does not
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
	synchronized boolean keepBehind(Context sender, QueuedPacket item) {
		boolean behind = this.senders.containsKey(DeferredSend.sender(sender));
		if (behind) {
			hold(new DeferredSend.Behind(sender, this.queue, item));
		}
		return behind;
	}

	private void hold(DeferredSend send) {
		this.waiting.add(send);
		this.senders.merge(send.sender(), 1, Integer::sum);
		this.bytes += QueueLevel.size(send.item());
		this.awaited = true;
		if (this.queue.level().queued() + this.bytes > this.bounds.queue()) {
			this.queue.overflow();
		}
	}

	/** The queue has come above the high mark. */
	synchronized void crossedHigh() {
		update();
	}

	/** The queue has come down to the low mark. */
	synchronized void crossedLow() {
		update();
		admit();
	}

	/** So it has without the large messages. */
	synchronized void crossedLowBeside() {
		admit();
	}

	/** Whoever crosses last decides by what is queued then. */
	private void update() {
		boolean before = this.writable;
		long queued = this.queue.level().queued();
		if (queued > this.bounds.high()) {
			this.writable = false;
		}
		else if (queued <= this.bounds.low()) {
			this.writable = true;
		}
		if (before != this.writable) {
			this.owner.writabilityChanged(this.queue);
		}
	}

	/** Lets those into the queue that have waited, while there is room. */
	private void admit() {
		while (this.writable && !this.waiting.isEmpty() && this.queue.isDemanded()) {
			admit(this.waiting.iterator().next());
		}
		if (!this.waiting.isEmpty() && this.queue.level().isPassable()) {
			pass();
		}
	}

	/** Lets those pass that have nothing to do with the large messages that wait. */
	private void pass() {
		Set<Object> behind = new HashSet<>();
		for (DeferredSend send : List.copyOf(this.waiting)) {
			if (behind.contains(send.sender()) || !this.large.mayPass(send.item())) {
				behind.add(send.sender());
			}
			else if (this.queue.level().isPassable() && this.queue.isDemanded()) {
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

	/** Takes a send out of the line. Returns whether it was there. */
	synchronized boolean withdraw(DeferredSend send) {
		if (!this.waiting.remove(send)) {
			return false;
		}
		this.senders.computeIfPresent(send.sender(), (sender, count) -> (count > 1) ? count - 1 : null);
		this.bytes -= QueueLevel.size(send.item());
		this.awaited = !this.waiting.isEmpty();
		return true;
	}

	/** The connection is lost. Returns what has waited in vain. */
	synchronized List<DeferredSend> lose(Reason reason) {
		List<DeferredSend> lost = new ArrayList<>(this.waiting);
		this.loss = reason;
		this.waiting.clear();
		this.senders.clear();
		this.bytes = 0;
		this.awaited = false;
		return lost;
	}

}
