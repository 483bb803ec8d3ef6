package io.aemp.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

import org.jspecify.annotations.Nullable;

/**
 * Virtual time: a queue of what is to happen, worked off in one thread. What happens in
 * between takes no time.
 */
class World {

	private final PriorityQueue<Event> events = new PriorityQueue<>();

	/** What is to happen at this time, in order; most of all that happens. */
	private final Deque<Event> nowDue = new ArrayDeque<>();

	private final Thread thread = Thread.currentThread();

	private final Journal journal;

	private final Map<Work, Slowness> slow = new EnumMap<>(Work.class);

	private SplittableRandom random;

	private long longestDelay = Nanos.SECOND / 50;

	private long now;

	private long order;

	private long happened;

	private @Nullable Throwable failure;

	World(SplittableRandom random, Journal journal) {
		this.random = random;
		this.journal = journal;
	}

	/** Nanoseconds since the beginning. */
	long now() {
		return this.now;
	}

	SplittableRandom random() {
		return this.random;
	}

	/** From now on chance depends on nothing that was drawn before. */
	void chance(long seed) {
		this.random = new SplittableRandom(seed);
	}

	Journal journal() {
		return this.journal;
	}

	/** How long a task may wait for a thread. */
	long longestDelay() {
		return this.longestDelay;
	}

	void delays(long longest) {
		this.longestDelay = Math.max(1, longest);
	}

	/** Lets some tasks wait for a thread that has to do this kind of work. */
	void slow(Work work, int percent, long longest) {
		if (percent > 0) {
			this.slow.put(work, new Slowness(percent, Math.max(1, longest)));
		}
		else {
			this.slow.remove(work);
		}
	}

	/** How long a task that is slow waits for a thread; 0 if it is not. */
	long slowness(Work work) {
		Slowness slow = this.slow.isEmpty() ? null : this.slow.get(work);
		return (slow != null && this.random.nextInt(100) < slow.percent()) ? this.random.nextLong(slow.longest()) : 0;
	}

	/** How many events have happened. */
	long happened() {
		return this.happened;
	}

	/** Whether the calling thread is the one in which everything happens. */
	boolean isHere() {
		return Thread.currentThread() == this.thread;
	}

	private void requireHere() {
		if (!isHere()) {
			throw new IllegalStateException("A simulation lives in one thread, " + this.thread.getName() + "; this is "
					+ Thread.currentThread().getName());
		}
	}

	/**
	 * Lets a task of any thread happen here; at once, if it is of this thread. A
	 * simulation has no other one.
	 */
	void enter(Runnable task) {
		requireHere();
		task.run();
	}

	/** Whether no task waits for its thread, unless threads are slow. */
	boolean isPrompt() {
		return false;
	}

	Event at(long due, Runnable task) {
		requireHere();
		Event event = new Event(Math.max(due, this.now), this.order++, task);
		if (event.due == this.now) {
			this.nowDue.add(event);
		}
		else {
			this.events.add(event);
		}
		return event;
	}

	Event after(long nanos, Runnable task) {
		return at((nanos > Long.MAX_VALUE - this.now) ? Long.MAX_VALUE : this.now + nanos, task);
	}

	/**
	 * Lets the next thing happen.
	 * @param end no later than this
	 * @return whether there was one; otherwise it is this time now
	 */
	boolean step(long end) {
		Event event = next(end);
		if (event == null) {
			this.now = Math.max(this.now, end);
			return false;
		}
		Runnable task = event.task;
		if (task != null) {
			this.now = event.due;
			event.task = null;
			this.happened++;
			perform(task);
		}
		return true;
	}

	private @Nullable Event next(long end) {
		Event early = this.events.peek();
		Event due = this.nowDue.peek();
		if (due != null && (early == null || due.compareTo(early) < 0)) {
			return this.nowDue.remove();
		}
		return (early == null || early.due > end) ? null : this.events.remove();
	}

	/** What fails here would have ended a thread of the library's. */
	private void perform(Runnable task) {
		try {
			task.run();
		}
		catch (Throwable ex) {
			fail(ex);
		}
	}

	/** When the next thing is to happen; {@link Long#MAX_VALUE} if there is none. */
	long nextDue() {
		Event early = this.events.peek();
		return !this.nowDue.isEmpty() ? this.now : (early != null) ? early.due : Long.MAX_VALUE;
	}

	/** Notes that something failed which must not. */
	void fail(Throwable failure) {
		if (this.failure == null) {
			this.failure = failure;
		}
	}

	/** What failed since this was asked last. */
	@Nullable Throwable takeFailure() {
		Throwable failure = this.failure;
		this.failure = null;
		return failure;
	}

	/**
	 * How slow threads are.
	 *
	 * @param percent how many of a hundred tasks wait for one
	 * @param longest how long at most
	 */
	private record Slowness(int percent, long longest) {

	}

	/** Something that is to happen, unless it is cancelled. */
	static final class Event implements Comparable<Event> {

		private final long due;

		private final long order;

		private @Nullable Runnable task;

		private Event(long due, long order, Runnable task) {
			this.due = due;
			this.order = order;
			this.task = task;
		}

		void cancel() {
			this.task = null;
		}

		@Override
		public int compareTo(Event other) {
			int byTime = Long.compare(this.due, other.due);
			return (byTime != 0) ? byTime : Long.compare(this.order, other.order);
		}

	}

}
