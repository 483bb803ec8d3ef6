package io.aemp.node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.aemp.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Whether a queue is below its marks, and the sends that wait for that, in order. Guarded
 * by itself, except for the two flags.
 */
final class Writability {

	private final Set<WaitingSend> waiting = new LinkedHashSet<>();

	/** How many wait, by sender. */
	private final Map<Object, Integer> senders = new HashMap<>();

	private final QueueBounds bounds;

	private long octets;

	private @Nullable Reason loss;

	private volatile boolean writable = true;

	private volatile boolean awaited;

	Writability(QueueBounds bounds) {
		this.bounds = bounds;
	}

	/** Any thread. */
	boolean isWritable() {
		return this.writable;
	}

	/**
	 * Whether any send waits; any thread. If not, all that have waited are in the queue.
	 */
	boolean isAwaited() {
		return this.awaited;
	}

	/**
	 * The queue has crossed a mark, one way or the other.
	 * @return whether it is writable now and was not before, or the other way round
	 */
	boolean update(long queued) {
		boolean before = this.writable;
		if (queued > this.bounds.high()) {
			this.writable = false;
		}
		else if (queued <= this.bounds.low()) {
			this.writable = true;
		}
		return before != this.writable;
	}

	boolean isAwaitedBy(Object sender) {
		return this.senders.containsKey(sender);
	}

	/** Why nothing can wait any more; {@code null} while the connection is not lost. */
	@Nullable Reason loss() {
		return this.loss;
	}

	void add(WaitingSend send) {
		this.waiting.add(send);
		this.senders.merge(send.sender(), 1, Integer::sum);
		this.octets += Outbound.size(send.item());
		this.awaited = true;
	}

	/** The octets of those that wait, besides what is in the queue. */
	long octets() {
		return this.octets;
	}

	/** The next one that may go into the queue, which has to be taken out then. */
	@Nullable WaitingSend next() {
		return (this.writable && !this.waiting.isEmpty()) ? this.waiting.iterator().next() : null;
	}

	/** Takes one out, after it is in the queue. Returns whether it was there. */
	boolean remove(WaitingSend send) {
		if (!this.waiting.remove(send)) {
			return false;
		}
		this.senders.computeIfPresent(send.sender(), (sender, count) -> (count > 1) ? count - 1 : null);
		this.octets -= Outbound.size(send.item());
		this.awaited = !this.waiting.isEmpty();
		return true;
	}

	/** The connection is lost. Returns what has waited in vain. */
	List<WaitingSend> lose(Reason reason) {
		List<WaitingSend> lost = new ArrayList<>(this.waiting);
		this.loss = reason;
		this.waiting.clear();
		this.senders.clear();
		this.octets = 0;
		this.awaited = false;
		return lost;
	}

}
