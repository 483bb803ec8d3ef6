package io.aemp.port;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Consumer;

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

	private static final VarHandle TAKEN;

	static {
		try {
			NEWEST = MethodHandles.lookup().findVarHandle(Mailbox.class, "newest", Signal.class);
			TAKEN = MethodHandles.lookup().findVarHandle(Mailbox.class, "taken", Signal.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	@SuppressWarnings("unused") // through NEWEST
	private volatile @Nullable Signal newest;

	/**
	 * What was taken from the stack, oldest first. The consumer's own; others may look
	 * while it does not move.
	 */
	private @Nullable Signal taken;

	/** How many were taken and wait; others may read it for an estimate. */
	private int takenCount;

	/** Makes some thread consume this mailbox, by {@link #drain}. */
	abstract void schedule();

	/** Does what a signal asks for; for the consumer. */
	abstract void process(Signal signal);

	/** Lets a signal go that the consumer has taken, after somebody else has closed. */
	abstract void discard(Signal signal);

	/** Settles what is due for all that was processed; for the consumer. */
	abstract void settle();

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
			else {
				// while nobody else can be the consumer
				settle();
				if (release()) {
					return false;
				}
			}
			if (isClosed()) {
				for (Signal rest = take(); rest != null; rest = take()) {
					discard(rest);
				}
				settle();
				return false;
			}
		}
		settle();
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
			takeStack();
		}
		Signal oldest = this.taken;
		if (oldest != null) {
			this.takenCount--;
			TAKEN.setRelease(this, oldest.next);
			oldest.next = null;
		}
		return oldest;
	}

	private void takeStack() {
		Signal top = this.newest;
		while (top != CONSUMED && top != CLOSED) {
			if (NEWEST.compareAndSet(this, top, CONSUMED)) {
				reverse(top);
				return;
			}
			top = this.newest;
		}
	}

	private void reverse(@Nullable Signal top) {
		Signal oldest = null;
		int count = 0;
		for (Signal signal = top; signal != null && signal != CONSUMED; count++) {
			Signal older = signal.next;
			signal.next = oldest;
			oldest = signal;
			signal = older;
		}
		this.takenCount = count;
		TAKEN.setRelease(this, oldest);
	}

	/**
	 * Closes the mailbox for good; any thread. The consumer may be in the middle of a
	 * signal, and lets go what it has taken when it comes back; whatever {@link Remains}
	 * discards may be discarded by it once more.
	 * @return what was waiting, or {@code null} if the mailbox was closed already
	 */
	final @Nullable Remains close() {
		Signal top = (Signal) NEWEST.getAndSet(this, CLOSED);
		return (top != CLOSED) ? new Remains((Signal) TAKEN.getAcquire(this), top) : null;
	}

	final boolean isClosed() {
		return this.newest == CLOSED;
	}

	/** About how many signals wait; any thread. */
	final int waiting() {
		Signal top = this.newest;
		return this.takenCount + ((top != null) ? top.depth : 0);
	}

	/**
	 * About how many octets of a connection wait; any thread. Exact while the consumer
	 * does not move, as when its callback hangs.
	 */
	final long waiting(Inflow inflow) {
		int most = waiting();
		return octets((Signal) TAKEN.getAcquire(this), inflow, most) + octets(this.newest, inflow, most);
	}

	private static long octets(@Nullable Signal first, Inflow inflow, int most) {
		long octets = 0;
		Signal signal = first;
		// the consumer may turn the links round in the meantime: never more than there
		// were
		for (int i = 0; signal != null && i < most; i++) {
			octets += signal.octetsOf(inflow);
			signal = signal.next;
		}
		return octets;
	}

	/**
	 * What was waiting when a mailbox was closed.
	 *
	 * @param taken oldest first; the consumer may be at it
	 * @param stack newest first; nobody else has it
	 */
	record Remains(@Nullable Signal taken, @Nullable Signal stack) {

		/** Discards all, oldest first. */
		void discard(Consumer<Signal> discard) {
			for (Signal signal = this.taken; signal != null; signal = signal.next) {
				discard.accept(signal);
			}
			Signal oldest = null;
			Signal signal = this.stack;
			while (signal != null && signal != CONSUMED) {
				Signal older = signal.next;
				signal.next = oldest;
				oldest = signal;
				signal = older;
			}
			for (signal = oldest; signal != null; signal = signal.next) {
				discard.accept(signal);
			}
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
