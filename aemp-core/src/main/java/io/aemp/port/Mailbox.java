package io.aemp.port;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import io.aemp.Reason;
import org.jspecify.annotations.Nullable;

/**
 * A queue with many producers and one consumer at a time, which also says whether there
 * is a consumer: one atomic field holds both, so that no wake-up can be lost.
 * <p>
 * Producers push onto a stack; the consumer takes the whole stack and reverses it. The
 * field is {@code null} when the mailbox is idle: whoever replaces that by something else
 * starts the consumer, or is the consumer.
 */
abstract class Mailbox {

	/** How many signals are processed before others get their turn on the thread. */
	private static final int BATCH = 64;

	/** Bottom of the stack while there is a consumer. */
	private static final Signal CONSUMED = new Marker();

	/** The mailbox is closed for good. */
	private static final Signal CLOSED = new Marker();

	private static final VarHandle NEWEST;

	static {
		try {
			NEWEST = MethodHandles.lookup().findVarHandle(Mailbox.class, "newest", Signal.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	@SuppressWarnings("unused") // through NEWEST
	private volatile @Nullable Signal newest;

	/** What was taken from the stack, oldest first. The consumer's own. */
	private @Nullable Signal taken;

	/** How many were taken and wait; others may read it for an estimate. */
	private int takenCount;

	/** Makes some thread consume this mailbox, by {@link #drain}. */
	abstract void schedule();

	/** Does what a signal asks for; for the consumer. */
	abstract void process(Signal signal);

	/**
	 * Consumes for a while; for the thread that was scheduled.
	 * @return whether to schedule again, as others have waited long enough for the thread
	 */
	final boolean drain() {
		for (int i = 0; i < BATCH; i++) {
			Signal signal = take();
			if (signal != null) {
				process(signal);
			}
			else if (release()) {
				return false;
			}
			if (isClosed()) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Processes a signal of our own at once if the mailbox is idle, otherwise in its
	 * turn.
	 * @param signal a signal that runs no code of the application's
	 * @return whether the mailbox was open
	 */
	final boolean perform(Signal signal) {
		if (!tryAcquire()) {
			return offer(signal) > 0;
		}
		process(signal);
		if (!isClosed() && !release()) {
			schedule();
		}
		return true;
	}

	/**
	 * Puts a signal in, from any thread.
	 * @param signal the signal
	 * @return how many wait now, or 0 if the mailbox is closed
	 */
	final int offer(Signal signal) {
		while (true) {
			Signal top = this.newest;
			if (top == CLOSED) {
				return 0;
			}
			// before the signal can be taken, or it would be counted twice
			int taken = this.takenCount;
			signal.next = top;
			signal.depth = (top != null) ? top.depth + 1 : 1;
			int waiting = signal.depth + taken;
			if (NEWEST.compareAndSet(this, top, signal)) {
				if (top == null) {
					schedule();
				}
				return waiting;
			}
		}
	}

	/**
	 * Becomes the consumer if the mailbox is idle.
	 * @return whether the calling thread is the consumer now; it must {@link #release}
	 */
	private boolean tryAcquire() {
		return NEWEST.compareAndSet(this, null, CONSUMED);
	}

	/**
	 * Stops being the consumer, if nothing waits.
	 * @return whether the mailbox is idle; otherwise the caller still is the consumer
	 */
	private boolean release() {
		return this.taken == null && NEWEST.compareAndSet(this, CONSUMED, null);
	}

	/**
	 * Takes the oldest signal; for the consumer.
	 * @return the signal, or {@code null} if none waits
	 */
	private @Nullable Signal take() {
		if (this.taken == null) {
			reverse((Signal) NEWEST.getAndSet(this, CONSUMED));
		}
		Signal oldest = this.taken;
		if (oldest != null) {
			this.taken = oldest.next;
			this.takenCount--;
			oldest.next = null;
		}
		return oldest;
	}

	/**
	 * Closes the mailbox; for the consumer.
	 * @return what was waiting, oldest first, linked by {@link Signal#next}
	 */
	final @Nullable Signal close() {
		Signal top = (Signal) NEWEST.getAndSet(this, CLOSED);
		Signal rest = this.taken;
		this.taken = null;
		reverse(top);
		Signal later = this.taken;
		this.taken = null;
		this.takenCount = 0;
		if (rest == null) {
			return later;
		}
		Signal last = rest;
		while (last.next != null) {
			last = last.next;
		}
		last.next = later;
		return rest;
	}

	final boolean isClosed() {
		return this.newest == CLOSED;
	}

	/** About how many signals wait; any thread. */
	final int waiting() {
		Signal top = this.newest;
		return this.takenCount + ((top != null) ? top.depth : 0);
	}

	private void reverse(@Nullable Signal top) {
		Signal signal = top;
		while (signal != null && signal != CONSUMED) {
			Signal older = signal.next;
			signal.next = this.taken;
			this.taken = signal;
			this.takenCount++;
			signal = older;
		}
	}

	/** Stands for a state, and counts as no entry. */
	private static final class Marker extends Signal {

		@Override
		void process(LocalPort port) {
			throw new IllegalStateException();
		}

		@Override
		void discard(LocalPort port, Reason reason) {
			throw new IllegalStateException();
		}

	}

}
