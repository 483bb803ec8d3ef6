package io.aemp.dispatch;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the tasks of the control state on one thread. A brief task runs in the calling
 * thread if no other task runs or waits, so no thread has to wake up. The calling thread
 * runs only that task; tasks that arrive meanwhile go to the control thread.
 */
final class SerialControlExecutor implements ControlExecutor {

	private static final Logger logger = LoggerFactory.getLogger(SerialControlExecutor.class);

	/** The most tasks before timers get a turn. */
	private static final int BATCH = 64;

	private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

	/**
	 * The number of running and waiting tasks. The thread that raises it from 0 to 1 owns
	 * the control state, or passes it to the control thread, until it is 0 again.
	 */
	private final AtomicInteger pending = new AtomicInteger();

	private final Executor thread;

	/**
	 * Creates the executor of a node.
	 * @param thread the control thread; rejects tasks after its end
	 */
	SerialControlExecutor(Executor thread) {
		this.thread = thread;
	}

	@Override
	public void execute(Runnable task) {
		this.waiting.add(task);
		if (this.pending.getAndIncrement() == 0) {
			handOver();
		}
	}

	@Override
	public void executeHere(BooleanSupplier brief, Runnable task) {
		if (!this.pending.compareAndSet(0, 1)) {
			execute(task);
		}
		else if (overtakes() || !isTrue(brief)) {
			this.waiting.add(task);
			handOver();
		}
		else {
			run(task);
			if (this.pending.decrementAndGet() > 0) {
				handOver();
			}
		}
	}

	/**
	 * Whether a task waits that is not counted yet. {@link #execute} queues a task before
	 * it counts it, so the count of a later task may run the earlier one. The later task
	 * then stays queued until the submitter of the earlier one adds the missing count.
	 */
	private boolean overtakes() {
		return !this.waiting.isEmpty();
	}

	private static boolean isTrue(BooleanSupplier brief) {
		try {
			return brief.getAsBoolean();
		}
		catch (RuntimeException ex) {
			logger.error("Cannot tell whether a control task is brief; this is a bug", ex);
			return false;
		}
	}

	/**
	 * Lets the control thread run the waiting tasks. After its end, tasks are dropped.
	 */
	private boolean handOver() {
		try {
			this.thread.execute(this::drain);
			return true;
		}
		catch (RejectedExecutionException ex) {
			logger.debug("Dropped a control task: the node is closed", ex);
			return false;
		}
	}

	private void drain() {
		int left = BATCH;
		do {
			if (left-- == 0 && handOver()) {
				return;
			}
			run(this.waiting.remove());
		}
		while (this.pending.decrementAndGet() > 0);
	}

	/** Runs a task. If it fails, the next one still runs. */
	static void run(Runnable task) {
		try {
			task.run();
		}
		catch (Throwable ex) {
			logger.error("A control task of the node failed; this is a bug", ex);
		}
	}

}
