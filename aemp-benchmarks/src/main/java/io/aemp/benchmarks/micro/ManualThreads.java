package io.aemp.benchmarks.micro;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.aemp.Guard;
import io.aemp.dispatch.ControlExecutor;
import io.aemp.dispatch.Threads;

/** One thread, which does what is due when it is told to. Timers never go off. */
final class ManualThreads implements Threads {

	private final Queue<Runnable> due = new ArrayDeque<>();

	/** Does what is due, until nothing is. */
	void run() {
		for (Runnable task = this.due.poll(); task != null; task = this.due.poll()) {
			task.run();
		}
	}

	@Override
	public ControlExecutor control() {
		return this.due::add;
	}

	@Override
	public Executor pool() {
		return this.due::add;
	}

	@Override
	public Executor blocking() {
		return this.due::add;
	}

	@Override
	public long nanoTime() {
		return System.nanoTime();
	}

	@Override
	public Instant now() {
		return Instant.now();
	}

	@Override
	public Guard schedule(Duration delay, Runnable task) {
		return () -> {
		};
	}

	@Override
	public void await(Future<?> future, Duration patience)
			throws InterruptedException, ExecutionException, TimeoutException {
		run();
		future.get(0, TimeUnit.NANOSECONDS);
	}

	@Override
	public Future<?> runAlone(Runnable task) {
		task.run();
		return CompletableFuture.completedFuture(null);
	}

	@Override
	public void close() {
		run();
	}

}
