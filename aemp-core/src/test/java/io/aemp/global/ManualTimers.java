package io.aemp.global;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.aemp.Guard;
import io.aemp.dispatch.Timers;

/** Timers that go off when the test says so. */
final class ManualTimers implements Timers {

	private final List<Runnable> tasks = new ArrayList<>();

	private long nanoTime;

	@Override
	public long nanoTime() {
		return this.nanoTime;
	}

	/** Lets time pass, without a timer that goes off. */
	void advance(Duration duration) {
		this.nanoTime += duration.toNanos();
	}

	@Override
	public Instant now() {
		return Instant.EPOCH;
	}

	@Override
	public Guard schedule(Duration delay, Runnable task) {
		this.tasks.add(task);
		return () -> this.tasks.remove(task);
	}

	List<Runnable> takeAll() {
		List<Runnable> taken = List.copyOf(this.tasks);
		this.tasks.clear();
		return taken;
	}

}
