package io.aemp.cost;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;

import io.aemp.Guard;
import io.aemp.dispatch.ControlExecutor;
import io.aemp.dispatch.Threads;

/**
 * Real threads, with another pool.
 *
 * @param threads the real ones
 * @param pool the other pool
 */
record HeldThreads(Threads threads, Executor pool) implements Threads {

	@Override
	public ControlExecutor control() {
		return this.threads.control();
	}

	@Override
	public Executor blocking() {
		return this.threads.blocking();
	}

	@Override
	public void await(Future<?> future, Duration patience)
			throws InterruptedException, ExecutionException, TimeoutException {
		this.threads.await(future, patience);
	}

	@Override
	public boolean mayWait() {
		return this.threads.mayWait();
	}

	@Override
	public Future<?> runAlone(Runnable task) {
		return this.threads.runAlone(task);
	}

	@Override
	public long nanoTime() {
		return this.threads.nanoTime();
	}

	@Override
	public Instant now() {
		return this.threads.now();
	}

	@Override
	public Guard schedule(Duration delay, Runnable task) {
		return this.threads.schedule(delay, task);
	}

	@Override
	public void close() {
		this.threads.close();
	}

}
