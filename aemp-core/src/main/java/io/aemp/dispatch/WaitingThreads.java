package io.aemp.dispatch;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Threads for tasks that may wait: virtual ones, one per task, where the JDK has them;
 * otherwise a pool. They are made with the first task, as many nodes never have one.
 */
final class WaitingThreads implements Executor {

	/** The most threads of a growing pool. */
	private static final int LIMIT = 256;

	private final NodeThreadFactory factory;

	private final Function<ThreadFactory, ExecutorService> pool;

	private volatile @Nullable ExecutorService threads;

	/** Guarded by this. */
	private boolean closed;

	private WaitingThreads(String prefix, Function<ThreadFactory, ExecutorService> pool) {
		this.factory = new NodeThreadFactory(prefix);
		this.pool = pool;
	}

	/**
	 * On JDKs without virtual threads, tasks queue up at a limit.
	 * @param prefix the start of the thread names
	 * @return the threads
	 */
	static WaitingThreads limited(String prefix) {
		return new WaitingThreads(prefix, GrowingPool::new);
	}

	/**
	 * Each task has a thread at once.
	 * @param prefix the start of the thread names
	 * @return the threads
	 */
	static WaitingThreads unlimited(String prefix) {
		return new WaitingThreads(prefix, Executors::newCachedThreadPool);
	}

	@Override
	public void execute(Runnable task) {
		ExecutorService threads = this.threads;
		((threads != null) ? threads : begin()).execute(task);
	}

	private synchronized ExecutorService begin() {
		if (this.closed) {
			throw new RejectedExecutionException("The node is closed");
		}
		ExecutorService threads = this.threads;
		if (threads == null) {
			threads = make();
			this.threads = threads;
		}
		return threads;
	}

	private ExecutorService make() {
		ThreadFactory virtual = this.factory.virtual();
		if (virtual == null) {
			return this.pool.apply(this.factory);
		}
		try {
			return (ExecutorService) Executors.class.getMethod("newThreadPerTaskExecutor", ThreadFactory.class)
				.invoke(null, virtual);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException("A JDK with virtual threads has an executor for them", ex);
		}
	}

	/** Runs what it has, and rejects further tasks. */
	synchronized void close() {
		this.closed = true;
		ExecutorService threads = this.threads;
		if (threads != null) {
			threads.shutdown();
		}
	}

	/**
	 * Starts a thread if no idle one takes the task, and queues tasks only at the limit.
	 */
	private static final class GrowingPool extends ThreadPoolExecutor {

		GrowingPool(ThreadFactory factory) {
			super(0, LIMIT, 60, TimeUnit.SECONDS, new DirectHandOff(), factory, (task, pool) -> {
				if (pool.isShutdown()) {
					throw new RejectedExecutionException("The node is closed");
				}
				((DirectHandOff) pool.getQueue()).put(task);
			});
		}

		private static final class DirectHandOff extends LinkedTransferQueue<Runnable> {

			private static final long serialVersionUID = 1L;

			@Override
			public boolean offer(Runnable task) {
				return tryTransfer(task);
			}

		}

	}

}
