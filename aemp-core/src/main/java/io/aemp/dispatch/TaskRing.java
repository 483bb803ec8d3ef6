package io.aemp.dispatch;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;

import org.jspecify.annotations.Nullable;

/**
 * A queue of tasks for any number of threads at both ends, which makes no objects: a ring
 * of slots, of which each has a turn that says who may use it next, after Vyukov. What
 * does not fit overflows into a list.
 */
final class TaskRing {

	private final AtomicReferenceArray<@Nullable Runnable> tasks;

	private final AtomicLongArray turns;

	private final AtomicLong head = new AtomicLong();

	private final AtomicLong tail = new AtomicLong();

	private final Queue<Runnable> overflow = new ConcurrentLinkedQueue<>();

	private final int mask;

	/**
	 * Creates an empty queue.
	 * @param size how much fits without making objects; a power of two
	 */
	TaskRing(int size) {
		this.tasks = new AtomicReferenceArray<>(size);
		this.turns = new AtomicLongArray(size);
		this.mask = size - 1;
		for (int i = 0; i < size; i++) {
			this.turns.set(i, i);
		}
	}

	void add(Runnable task) {
		// order: while some wait in the list, all others go behind them
		if (!this.overflow.isEmpty() || !offer(task)) {
			this.overflow.add(task);
		}
	}

	private boolean offer(Runnable task) {
		while (true) {
			long position = this.tail.get();
			int slot = (int) position & this.mask;
			long turn = this.turns.get(slot);
			if (turn == position) {
				if (this.tail.compareAndSet(position, position + 1)) {
					this.tasks.setPlain(slot, task);
					this.turns.set(slot, position + 1);
					return true;
				}
			}
			else if (turn < position) {
				return false;
			}
		}
	}

	@Nullable Runnable poll() {
		while (true) {
			long position = this.head.get();
			int slot = (int) position & this.mask;
			long turn = this.turns.get(slot);
			if (turn == position + 1) {
				if (this.head.compareAndSet(position, position + 1)) {
					Runnable task = this.tasks.getPlain(slot);
					this.tasks.setPlain(slot, null);
					this.turns.setRelease(slot, position + this.mask + 1);
					return task;
				}
			}
			else if (turn <= position) {
				return this.overflow.isEmpty() ? null : this.overflow.poll();
			}
		}
	}

	boolean isEmpty() {
		return this.head.get() == this.tail.get() && this.overflow.isEmpty();
	}

	/** About how many wait, not counting what has overflown. */
	int size() {
		return (int) (this.tail.get() - this.head.get());
	}

}
