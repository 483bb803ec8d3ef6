package io.aemp.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.aemp.Guard;
import org.jspecify.annotations.Nullable;

/**
 * The threads and clocks of one node: one thread for control state and timers, a small
 * work-stealing pool, and threads that may block.
 */
public final class NodeThreads implements Threads {

	private final ScheduledThreadPoolExecutor timers;

	private final SerialControlExecutor control;

	/** The single thread of {@link #timers}. */
	private volatile @Nullable Thread controlThread;

	private final ThreadFactory closeThreads;

	private final WorkStealingPool pool;

	private final WaitingThreads blocking;

	/** Apart from {@link #blocking}, so that a full executor holds up only its ports. */
	private final WaitingThreads feeding;

	/** One thread per process, because a process holds its thread while it waits. */
	private final WaitingThreads processes;

	public NodeThreads(String nodeId) {
		ThreadFactory factory = new NodeThreadFactory("aemp-" + nodeId + "-control-");
		this.timers = new ScheduledThreadPoolExecutor(1, (task) -> {
			Thread thread = factory.newThread(task);
			this.controlThread = thread;
			return thread;
		});
		this.timers.setRemoveOnCancelPolicy(true);
		this.timers.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
		this.control = new SerialControlExecutor(this.timers);
		this.closeThreads = new NodeThreadFactory("aemp-" + nodeId + "-close-");
		this.blocking = WaitingThreads.limited("aemp-" + nodeId + "-blocking-");
		this.pool = new WorkStealingPool(Math.max(2, Runtime.getRuntime().availableProcessors()),
				"aemp-" + nodeId + "-pool-", this.blocking);
		this.feeding = WaitingThreads.limited("aemp-" + nodeId + "-feeding-");
		this.processes = WaitingThreads.unlimited("aemp-" + nodeId + "-process-");
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
		return this.pool::executeApart;
	}

	@Override
	public LoopTasks loopTasks() {
		return this.pool;
	}

	@Override
	public Executor blocking() {
		return this.blocking;
	}

	@Override
	public Executor processes() {
		return this.processes;
	}

	@Override
	public Executor feeding() {
		return this.feeding;
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
		try {
			long nanos = TimeUnit.NANOSECONDS.convert(delay);
			Future<?> future = this.timers.schedule(() -> SerialControlExecutor.run(task), nanos, TimeUnit.NANOSECONDS);
			return () -> future.cancel(false);
		}
		catch (RejectedExecutionException ex) {
			return () -> {
			};
		}
	}

	@Override
	public void await(Future<?> future, Duration timeout)
			throws InterruptedException, ExecutionException, TimeoutException {
		if (!future.isDone()) {
			handOver();
		}
		future.get(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS);
	}

	@Override
	public TaskWatch watch() {
		return this.pool.beginWaitingTask();
	}

	@Override
	public void handOver() {
		this.pool.handOver();
	}

	@Override
	public boolean mayWait() {
		return Thread.currentThread() != this.controlThread && this.pool.mayWait();
	}

	@Override
	public boolean isServing() {
		return Thread.currentThread() == this.controlThread || this.pool.isServing();
	}

	@Override
	public int busyPoolThreads() {
		return this.pool.busyThreads();
	}

	@Override
	public CompletableFuture<@Nullable Void> runAlone(Runnable task) {
		return CompletableFuture.runAsync(task, (run) -> this.closeThreads.newThread(run).start());
	}

	@Override
	public void close() {
		this.timers.shutdown();
		this.pool.close();
		this.blocking.close();
		this.feeding.close();
		this.processes.close();
	}

}
