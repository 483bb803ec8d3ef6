package io.aemp.boot.port;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads for handlers that may block. The pool takes an idle thread where there is one,
 * otherwise grows to its bound, and queues only then: so some handlers that wait do not
 * stop the others.
 */
public final class HandlerPool implements Executor, AutoCloseable {

	private static final long IDLE_SECONDS = 60;

	private final ThreadPoolExecutor executor;

	/**
	 * Creates the pool, without threads as yet.
	 * @param bound the most threads that run at once
	 * @param threadFactory makes them
	 */
	public HandlerPool(int bound, ThreadFactory threadFactory) {
		this.executor = new ThreadPoolExecutor(1, Math.max(1, bound), IDLE_SECONDS, TimeUnit.SECONDS,
				new HandOverQueue(), threadFactory, HandlerPool::queue);
	}

	private static void queue(Runnable task, ThreadPoolExecutor executor) {
		if (executor.isShutdown()) {
			throw new RejectedExecutionException("The pool of the handlers is closed");
		}
		((HandOverQueue) executor.getQueue()).put(task);
	}

	@Override
	public void execute(Runnable task) {
		this.executor.execute(task);
	}

	@Override
	public void close() {
		this.executor.shutdown();
	}

	/** Refuses what no idle thread takes at once, which makes the pool grow. */
	private static final class HandOverQueue extends LinkedTransferQueue<Runnable> {

		private static final long serialVersionUID = 1L;

		@Override
		public boolean offer(Runnable task) {
			return tryTransfer(task);
		}

	}

}
