package io.aemp.dispatch;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;

import org.jspecify.annotations.Nullable;

/**
 * A multi-producer, multi-consumer task queue: a ring of slots with sequence numbers
 * after Vyukov. The sequence number of a slot says whether the next producer or consumer
 * may use it. The ring allocates no objects. Tasks that do not fit go to an overflow
 * list.
 */
final class TaskRing {

	private final AtomicReferenceArray<@Nullable Runnable> tasks;

	private final AtomicLongArray sequences;

	private final AtomicLong head = new AtomicLong();

	private final AtomicLong tail = new AtomicLong();

	private final Queue<Runnable> overflow = new ConcurrentLinkedQueue<>();

	private final int mask;

	/**
	 * Creates an empty queue.
	 * @param size the number of slots; a power of two
	 */
	TaskRing(int size) {
		this.tasks = new AtomicReferenceArray<>(size);
		this.sequences = new AtomicLongArray(size);
		this.mask = size - 1;
		for (int i = 0; i < size; i++) {
			this.sequences.set(i, i);
		}
	}

	void add(Runnable task) {
		// keeps the order: while the list has tasks, all later ones go behind them
		if (!this.overflow.isEmpty() || !offer(task)) {
			this.overflow.add(task);
		}
	}

	private boolean offer(Runnable task) {
		while (true) {
			long position = this.tail.get();
			int slot = (int) position & this.mask;
			long sequence = this.sequences.get(slot);
			if (sequence == position) {
				if (this.tail.compareAndSet(position, position + 1)) {
					this.tasks.setPlain(slot, task);
					this.sequences.set(slot, position + 1);
					return true;
				}
			}
			else if (sequence < position) {
				return false;
			}
		}
	}

	@Nullable Runnable poll() {
		while (true) {
			long position = this.head.get();
			int slot = (int) position & this.mask;
			long sequence = this.sequences.get(slot);
			if (sequence == position + 1) {
				if (this.head.compareAndSet(position, position + 1)) {
					Runnable task = this.tasks.getPlain(slot);
					this.tasks.setPlain(slot, null);
					this.sequences.setRelease(slot, position + this.mask + 1);
					return task;
				}
			}
			else if (sequence <= position) {
				return this.overflow.isEmpty() ? null : this.overflow.poll();
			}
		}
	}

	boolean isEmpty() {
		return this.head.get() == this.tail.get() && this.overflow.isEmpty();
	}

	/** An estimate of the number of tasks in the ring, without the overflow list. */
	int size() {
		return (int) (this.tail.get() - this.head.get());
	}

}
