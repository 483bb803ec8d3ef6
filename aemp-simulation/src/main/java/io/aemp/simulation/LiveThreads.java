package io.aemp.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

import io.aemp.Guard;
import io.aemp.dispatch.ControlExecutor;
import io.aemp.dispatch.NodeThreads;
import io.aemp.dispatch.TaskWatch;
import io.aemp.dispatch.Threads;
import org.jspecify.annotations.Nullable;

/**
 * The real threads of a node, with the clocks and timers of the world that it lives in.
 */
final class LiveThreads implements Threads {

	private final Activity activity = new Activity();

	private final Instant beginning;

	private final Runnable end;

	private final LiveWorld world;

	private final SimulatedProcess process;

	private final NodeThreads threads;

	private final ControlExecutor control;

	private final Executor pool;

	private final Executor background;

	/**
	 * Creates the threads.
	 * @param nodeId the ID of the node
	 * @param world has the time
	 * @param process whose timers stand still while it is stopped
	 * @param beginning when the time of the world began
	 * @param end is told of the end
	 */
	LiveThreads(String nodeId, LiveWorld world, SimulatedProcess process, Instant beginning, Runnable end) {
		this.world = world;
		this.process = process;
		this.beginning = beginning;
		this.end = end;
		this.threads = new NodeThreads(nodeId);
		boolean counted = world.isManual();
		this.control = counted ? this.activity.counted(this.threads.control()) : this.threads.control();
		this.pool = counted ? this.activity.counted(this.threads.pool()) : this.threads.pool();
		this.background = counted ? this.activity.counted(this.threads.background()) : this.threads.background();
		world.watch(this.activity);
	}

	@Override
	public ControlExecutor control() {
		return this.control;
	}

	@Override
	public Executor pool() {
		return this.pool;
	}

	@Override
	public Executor background() {
		return this.background;
	}

	@Override
	public Executor blocking() {
		return this.threads.blocking();
	}

	@Override
	public Executor processes() {
		return this.threads.processes();
	}

	@Override
	public Executor feeding() {
		return this.threads.feeding();
	}

	@Override
	public TaskWatch watch() {
		return this.threads.watch();
	}

	@Override
	public void handOver() {
		this.threads.handOver();
	}

	/** Callbacks take real time. */
	@Override
	public long callbackClock() {
		return this.threads.callbackClock();
	}

	@Override
	public long nanoTime() {
		return this.world.clock();
	}

	@Override
	public Instant now() {
		return this.beginning.plusNanos(this.world.clock());
	}

	@Override
	public Guard schedule(Duration delay, Runnable task) {
		Timer timer = new Timer(task);
		long begun = this.world.clock();
		this.world.enter(() -> timer.begin(Nanos.of(delay) - (this.world.now() - begun)));
		return timer;
	}

	@Override
	public void await(Future<?> future, Duration timeout)
			throws InterruptedException, ExecutionException, TimeoutException {
		this.threads.await(future, timeout);
	}

	@Override
	public boolean mayWait() {
		return !this.world.isHere() && this.threads.mayWait();
	}

	@Override
	public boolean isServing() {
		return this.threads.isServing();
	}

	@Override
	public Future<?> runAlone(Runnable task) {
		return this.threads.runAlone(task);
	}

	@Override
	public void close() {
		this.world.unwatch(this.activity);
		this.threads.close();
		this.end.run();
	}

	/** A task of the control thread that may be cancelled until it runs. */
	private final class Timer implements Guard {

		private final AtomicBoolean over = new AtomicBoolean();

		private final Runnable task;

		/** Belongs to the world. */
		private World.@Nullable Event event;

		Timer(Runnable task) {
			this.task = task;
		}

		void begin(long nanos) {
			if (!this.over.get()) {
				this.event = LiveThreads.this.process.after(Math.max(0, nanos),
						() -> LiveThreads.this.control.execute(this::run));
			}
		}

		private void run() {
			if (this.over.compareAndSet(false, true)) {
				this.task.run();
			}
		}

		@Override
		public void close() {
			if (this.over.compareAndSet(false, true)) {
				LiveThreads.this.world.enter(() -> {
					if (this.event != null) {
						this.event.cancel();
					}
				});
			}
		}

	}

}
