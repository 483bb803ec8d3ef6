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
 * The tasks of control. They belong to one thread, except that a brief one runs where it
 * comes from when there is no other: then nobody has to be woken up. Who runs a task
 * there runs that one only; what has come meanwhile goes to the thread.
 */
final class SerialControlExecutor implements ControlExecutor {

	private static final Logger logger = LoggerFactory.getLogger(SerialControlExecutor.class);

	/** After so many tasks timers have their turn. */
	private static final int BATCH = 64;

	private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

	/**
	 * How many tasks run or wait. Whoever makes it one owns the control state, or has the
	 * thread own it, until it is zero again.
	 */
	private final AtomicInteger pending = new AtomicInteger();

	private final Executor thread;

	/**
	 * Creates the tasks of a node.
	 * @param thread the thread; rejects tasks after its end
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
	 * Whether a task waits although none is counted. One that is in the queue before it
	 * is counted runs on the count of the next one, which is then left behind for a
	 * moment.
	 */
	private boolean overtakes() {
		return !this.waiting.isEmpty();
	}

	private static boolean isTrue(BooleanSupplier brief) {
		try {
			return brief.getAsBoolean();
		}
		catch (RuntimeException ex) {
			logger.error("Nobody knows how long a task of the node takes; this is a bug", ex);
			return false;
		}
	}

	/** Has the thread do what waits. After its end there is nothing to do any more. */
	private boolean handOver() {
		try {
			this.thread.execute(this::drain);
			return true;
		}
		catch (RejectedExecutionException ex) {
			logger.debug("A task came after the end of the node", ex);
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

	/** Runs a task of control; the next one is run also if it fails. */
	static void run(Runnable task) {
		try {
			task.run();
		}
		catch (Throwable ex) {
			logger.error("A task of the node failed; this is a bug", ex);
		}
	}

}
