package io.aemp.port;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Executor;

import io.aemp.Guard;
import io.aemp.NodeObserver;
import io.aemp.dispatch.Timers;

/** One thread, virtual time: everything happens when the test says so. */
public final class VirtualWorld implements Executor, Timers {

	private final Queue<Runnable> tasks = new ArrayDeque<>();

	private final PriorityQueue<Timer> timers = new PriorityQueue<>(
			Comparator.comparingLong(Timer::due).thenComparingLong(Timer::order));

	private long now;

	private long order;

	/**
	 * Makes ports of the node {@code me} that live here, unless they have an executor of
	 * their own.
	 */
	public PortTable ports() {
		return ports((dispatcher) -> (dispatcher.executor() != null) ? dispatcher.executor() : this, 1000);
	}

	/** Makes ports of the node {@code me} with these threads and the time of this. */
	PortTable ports(PortRuntime.Dispatchers dispatchers, int mailboxLimit) {
		PortRuntime runtime = new PortRuntime("me", dispatchers, this, new NodeObserver() {
		}, mailboxLimit);
		return new PortTable(runtime, new PortNameGenerator(new Random(1)));
	}

	@Override
	public void execute(Runnable task) {
		this.tasks.add(task);
	}

	/** Runs tasks until there are none. */
	public void run() {
		for (int i = 0; !this.tasks.isEmpty(); i++) {
			if (i > 10_000_000) {
				throw new AssertionError("It does not come to rest");
			}
			this.tasks.remove().run();
		}
	}

	/** Runs so many tasks, or all if there are fewer. */
	public void step(int count) {
		for (int i = 0; i < count && !this.tasks.isEmpty(); i++) {
			this.tasks.remove().run();
		}
	}

	/** Lets time pass, with all that falls due. */
	public void advance(Duration duration) {
		advanceCounting(duration);
	}

	/** Lets time pass, with all that falls due. Returns how many timers fell due. */
	public int advanceCounting(Duration duration) {
		run();
		int count = 0;
		long end = this.now + duration.toNanos();
		while (!this.timers.isEmpty() && this.timers.peek().due() <= end) {
			Timer timer = this.timers.remove();
			this.now = timer.due();
			timer.task().run();
			run();
			count++;
		}
		this.now = end;
		return count;
	}

	public int pendingTimers() {
		return this.timers.size();
	}

	@Override
	public long nanoTime() {
		return this.now;
	}

	@Override
	public Instant now() {
		return Instant.ofEpochSecond(1_800_000_000L).plusNanos(this.now);
	}

	@Override
	public Guard schedule(Duration delay, Runnable task) {
		Timer timer = new Timer(this.now + delay.toNanos(), this.order++, task);
		this.timers.add(timer);
		return () -> this.timers.remove(timer);
	}

	private record Timer(long due, long order, Runnable task) {

	}

}
