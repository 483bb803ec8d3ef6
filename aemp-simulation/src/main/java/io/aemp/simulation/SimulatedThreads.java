package io.aemp.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;

import io.aemp.Guard;
import io.aemp.dispatch.ControlExecutor;
import io.aemp.dispatch.Threads;
import org.jspecify.annotations.Nullable;

/** The threads and clocks of a simulated process. Who waits lets the world go on. */
final class SimulatedThreads implements Threads {

	/** When all simulations begin. */
	private static final Instant BEGINNING = Instant.parse("2030-01-01T00:00:00Z");

	/** One in as many looks at {@link #callbackClock} makes it go on. */
	private static final int SLOW_CALLBACK = 8;

	private static final long SLOWNESS = Nanos.of(Duration.ofMillis(1));

	private final SimulatedProcess process;

	private final SerialExecutor control;

	/** What {@link #callbackClock} has gone on by itself. */
	private long slowness;

	SimulatedThreads(SimulatedProcess process) {
		this.process = process;
		this.control = new SerialExecutor(process, Work.CONTROL);
	}

	@Override
	public ControlExecutor control() {
		return this.control;
	}

	@Override
	public Executor pool() {
		return (task) -> this.process.soon(Work.PORTS, task);
	}

	@Override
	public Executor background() {
		return (task) -> this.process.soon(Work.BACKGROUND, task);
	}

	@Override
	public Executor blocking() {
		return (task) -> this.process.soon(Work.PORTS, task);
	}

	@Override
	public long nanoTime() {
		return this.process.world().now();
	}

	/**
	 * Callbacks take no time here. So that ports move between threads, some seem to take
	 * long, and most do not.
	 */
	@Override
	public long callbackClock() {
		if (this.process.world().random().nextInt(SLOW_CALLBACK) == 0) {
			this.slowness += SLOWNESS;
		}
		return nanoTime() + this.slowness;
	}

	@Override
	public Instant now() {
		return BEGINNING.plusNanos(this.process.world().now()).plusNanos(this.process.clockOffset());
	}

	@Override
	public Guard schedule(Duration delay, Runnable task) {
		Timer timer = new Timer(task);
		timer.event = this.process.later(Work.CONTROL, Nanos.of(delay), () -> this.control.executeNow(timer));
		return timer;
	}

	@Override
	public void await(Future<?> future, Duration patience) throws ExecutionException, TimeoutException {
		World world = this.process.world();
		long end = world.now() + Nanos.of(patience);
		while (!future.isDone()) {
			if (!world.step(end)) {
				throw new TimeoutException();
			}
		}
		try {
			future.get();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException("A future that is done is waited for", ex);
		}
	}

	/** Control decides itself, by the seed. */
	@Override
	public boolean isServing() {
		return true;
	}

	/** There is one thread, and it is not ended. */
	@Override
	public Future<?> runAlone(Runnable task) {
		task.run();
		return CompletableFuture.completedFuture(null);
	}

	@Override
	public void close() {
		this.process.kill();
	}

	/** A task of the control thread that may be cancelled until it runs. */
	private static final class Timer implements Guard, Runnable {

		private final Runnable task;

		private World.@Nullable Event event;

		private boolean over;

		Timer(Runnable task) {
			this.task = task;
		}

		@Override
		public void run() {
			if (!this.over) {
				this.over = true;
				this.task.run();
			}
		}

		@Override
		public void close() {
			this.over = true;
			if (this.event != null) {
				this.event.cancel();
			}
		}

	}

}
