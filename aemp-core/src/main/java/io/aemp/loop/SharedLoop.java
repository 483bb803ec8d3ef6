package io.aemp.loop;

import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

import io.aemp.dispatch.LoopTasks;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.netty.util.concurrent.Promise;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An event loop whose thread runs {@link LoopTasks} between two polls of the sockets. No
 * thread holds the loop meanwhile. If the tasks take long, a {@link StandbyThread} holds
 * the loop until the loop's own thread returns.
 */
public final class SharedLoop extends SingleThreadIoEventLoop {

	private static final Logger logger = LoggerFactory.getLogger(SharedLoop.class);

	/** How long tasks of the loop may delay the sockets. */
	private static final long TASK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

	private final LoopTasks tasks;

	private final StandbyThread standby;

	private final BusyPoll busyPoll;

	/** Whether to poll the sockets without waiting. Only the holder accesses it. */
	private boolean polling;

	/**
	 * The thread that holds the loop, {@code null} while the own thread runs other tasks.
	 */
	private final AtomicReference<@Nullable Thread> holder = new AtomicReference<>();

	/** The loop's own thread, once it runs. */
	private volatile @Nullable Thread owner;

	private volatile LoopTasks.@Nullable Share ownTasks;

	/**
	 * Completes when the loop serves nothing any more, even if its own thread still runs
	 * a task.
	 */
	private final Promise<@Nullable Void> closed = GlobalEventExecutor.INSTANCE.newPromise();

	/** Whether the own thread wants the loop back. */
	private volatile boolean wanted;

	/** How often the own thread has released the loop. */
	private volatile int releases;

	SharedLoop(IoEventLoopGroup parent, Executor executor, IoHandlerFactory handlers, LoopTasks tasks,
			ThreadFactory standbyThreads, BusyPoll busyPoll) {
		super(parent, executor, handlers);
		this.tasks = tasks;
		this.standby = new StandbyThread(this, standbyThreads);
		this.busyPoll = busyPoll;
	}

	@Override
	protected void run() {
		Thread thread = Thread.currentThread();
		LoopTasks.Share ownTasks = this.tasks.join();
		this.holder.set(thread);
		this.owner = thread;
		this.ownTasks = ownTasks;
		ioHandler().initialize();
		do {
			runOnce();
			if (ownTasks.isDue()) {
				runOtherTasks(thread, ownTasks);
			}
		}
		while (!confirmShutdown());
		this.standby.end();
		ownTasks.leave();
		this.closed.trySuccess(null);
	}

	/**
	 * Serves the sockets once and runs the tasks of the loop. Only the holder calls this.
	 */
	private void runOnce() {
		serveSockets();
		if (isShuttingDown()) {
			ioHandler().prepareToDestroy();
		}
		runAllTasks(TASK_NANOS);
		// an interrupt is meant for the callback only
		Thread.interrupted();
	}

	/** Waits for the sockets unless there is other work. */
	private void serveSockets() {
		long start = ticker().nanoTime();
		if (this.busyPoll.pays(start)) {
			if (poll(start)) {
				return;
			}
			start = ticker().nanoTime();
		}
		if (runIo() > 0 || isTaskDue()) {
			this.busyPoll.waited(ticker().nanoTime() - start);
		}
	}

	/**
	 * Polls the sockets for a while and yields the processor between two polls.
	 * @param start the time in nanoseconds
	 * @return whether there is work
	 */
	private boolean poll(long start) {
		this.polling = true;
		boolean found = runIo() > 0 || isTaskDue();
		long now = ticker().nanoTime();
		while (!found && now - start < this.busyPoll.nanos()) {
			Thread.yield();
			long before = now;
			now = ticker().nanoTime();
			this.busyPoll.yielded(now - before, now);
			found = runIo() > 0 || isTaskDue();
		}
		this.polling = false;
		if (found) {
			this.busyPoll.found();
		}
		else {
			this.busyPoll.missed();
		}
		return found;
	}

	/**
	 * Records that a loop has sent something that may be answered. Only the holder of the
	 * loop calls this.
	 */
	public static void sent(EventExecutor loop) {
		if (loop instanceof SharedLoop shared) {
			shared.busyPoll.sent();
		}
	}

	private void runOtherTasks(Thread thread, LoopTasks.Share ownTasks) {
		this.releases++;
		this.holder.set(null);
		this.standby.watch();
		ownTasks.work();
		if (!this.holder.compareAndSet(null, thread)) {
			this.wanted = true;
			ioHandler().wakeup();
			while (this.holder.get() != thread) {
				LockSupport.park(this);
			}
			ownTasks.comeBack();
		}
		// tasks that the work has added to the loop run before the next poll
		runAllTasks(TASK_NANOS);
	}

	/**
	 * Completes when a loop serves nothing any more. A shared loop does not wait for its
	 * own thread, which may run a callback that waits for this future. The loop's own
	 * future completes later, when the selector is released too.
	 */
	public static Future<?> closeFuture(EventExecutor loop) {
		return (loop instanceof SharedLoop shared) ? shared.closed : loop.terminationFuture();
	}

	/**
	 * How often the own thread has released the loop, to tell whether it returns. Any
	 * thread may call this.
	 */
	int releases() {
		return this.releases;
	}

	/** Whether no thread holds the loop. */
	boolean isFree() {
		return this.holder.get() == null;
	}

	/** Holds the loop, if no thread does, until the own thread wants it back. */
	void standIn() {
		if (this.holder.compareAndSet(null, Thread.currentThread())) {
			Objects.requireNonNull(this.ownTasks).giveUp();
			while (!this.wanted) {
				standInOnce();
				if (isShuttingDown()) {
					this.closed.trySuccess(null);
				}
			}
			this.wanted = false;
			this.holder.set(this.owner);
			LockSupport.unpark(this.owner);
		}
	}

	/**
	 * Serves the loop once and logs exceptions: the standby thread must not abandon the
	 * loop.
	 */
	private void standInOnce() {
		try {
			runOnce();
		}
		catch (Throwable ex) {
			logger.error("The standby thread of {} failed and continues", this.owner, ex);
			LockSupport.parkNanos(this, TASK_NANOS);
		}
	}

	@Override
	public boolean inEventLoop(Thread thread) {
		return this.holder.get() == thread;
	}

	/**
	 * Adds a task. A task from the own thread wakes no thread, because the own thread
	 * comes back to it, unless the standby thread waits for sockets.
	 */
	@Override
	public void execute(Runnable task) {
		if (Thread.currentThread() != this.owner) {
			super.execute(task);
			return;
		}
		lazyExecute(task);
		Thread holder = this.holder.get();
		if (holder != null && holder != this.owner) {
			ioHandler().wakeup();
		}
	}

	/** Whether to poll the sockets instead of waiting for them. */
	@Override
	protected boolean hasTasks() {
		return this.polling || isTaskDue();
	}

	private boolean isTaskDue() {
		LoopTasks.Share ownTasks = this.ownTasks;
		return super.hasTasks() || this.wanted || (ownTasks != null && ownTasks.isDue());
	}

}
