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
 * An event loop whose thread does {@link LoopTasks} between two looks at the sockets.
 * Meanwhile nobody has the loop; if the work takes long, a {@link StandbyThread} takes the loop
 * over until the thread comes back.
 */
final class SharedLoop extends SingleThreadIoEventLoop {

	private static final Logger logger = LoggerFactory.getLogger(SharedLoop.class);

	/** For how long tasks of the loop keep the sockets waiting. */
	private static final long TASK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

	private final LoopTasks sideWork;

	private final StandbyThread deputy;

	private final BusyPoll busyPoll;

	/** Whether sockets are looked at without waiting; of whoever has the loop. */
	private boolean polling;

	/** The thread that has the loop; nobody while the own thread is aside. */
	private final AtomicReference<@Nullable Thread> holder = new AtomicReference<>();

	/** The own thread, since it runs. */
	private volatile @Nullable Thread owner;

	private volatile LoopTasks.@Nullable Share share;

	/** Nothing is served any more, though the own thread may be aside still. */
	private final Promise<@Nullable Void> closed = GlobalEventExecutor.INSTANCE.newPromise();

	/** Whether the own thread wants the loop back. */
	private volatile boolean wanted;

	/** How often the own thread went aside. */
	private volatile int turn;

	SharedLoop(IoEventLoopGroup parent, Executor executor, IoHandlerFactory handlers, LoopTasks sideWork,
			ThreadFactory deputies, BusyPoll busyPoll) {
		super(parent, executor, handlers);
		this.sideWork = sideWork;
		this.deputy = new StandbyThread(this, deputies);
		this.busyPoll = busyPoll;
	}

	@Override
	protected void run() {
		Thread thread = Thread.currentThread();
		LoopTasks.Share share = this.sideWork.join();
		this.holder.set(thread);
		this.owner = thread;
		this.share = share;
		ioHandler().initialize();
		do {
			turn();
			if (share.isDue()) {
				stepAside(thread, share);
			}
		}
		while (!confirmShutdown());
		this.deputy.end();
		share.leave();
		this.closed.trySuccess(null);
	}

	/** Serves the sockets once, and runs the tasks of the loop; for whoever has it. */
	private void turn() {
		serveSockets();
		if (isShuttingDown()) {
			ioHandler().prepareToDestroy();
		}
		runAllTasks(TASK_NANOS);
		// what a callback has left of it concerns nobody else
		Thread.interrupted();
	}

	/** Waits for sockets, if there is nothing else to do. */
	private void serveSockets() {
		if (!this.busyPoll.pays() || !poll()) {
			long start = ticker().nanoTime();
			if (runIo() > 0 || isTaskDue()) {
				this.busyPoll.waited(ticker().nanoTime() - start);
			}
		}
	}

	/**
	 * Looks at the sockets for a while; others may have the processor between two looks.
	 * @return whether there is something to do
	 */
	private boolean poll() {
		long end = ticker().nanoTime() + this.busyPoll.nanos();
		this.polling = true;
		boolean found = runIo() > 0 || isTaskDue();
		while (!found && ticker().nanoTime() - end < 0) {
			Thread.yield();
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
	 * Something was sent by a loop, to which there may be an answer; for whoever has it.
	 */
	static void sent(EventExecutor loop) {
		if (loop instanceof SharedLoop shared) {
			shared.busyPoll.sent();
		}
	}

	private void stepAside(Thread thread, LoopTasks.Share share) {
		this.turn++;
		this.holder.set(null);
		this.deputy.watch();
		share.work();
		if (!this.holder.compareAndSet(null, thread)) {
			this.wanted = true;
			ioHandler().wakeup();
			while (this.holder.get() != thread) {
				LockSupport.park(this);
			}
			share.comeBack();
		}
		// what the work has made for the loop, before anybody looks at the sockets
		runAllTasks(TASK_NANOS);
	}

	/**
	 * Completes at the end of a loop. A shared one does not wait for its thread: that may
	 * be in a callback which waits for this very end.
	 */
	static Future<?> closeFuture(EventExecutor loop) {
		return (loop instanceof SharedLoop shared) ? shared.closed : loop.terminationFuture();
	}

	/** How often the own thread went aside, to see whether it comes back; any thread. */
	int turns() {
		return this.turn;
	}

	/** Whether nobody has the loop at the moment. */
	boolean isFree() {
		return this.holder.get() == null;
	}

	/** Takes the loop over, if nobody has it, until the own thread wants it back. */
	void standIn() {
		if (this.holder.compareAndSet(null, Thread.currentThread())) {
			Objects.requireNonNull(this.share).giveUp();
			while (!this.wanted) {
				standInForATurn();
				if (isShuttingDown()) {
					this.closed.trySuccess(null);
				}
			}
			this.wanted = false;
			this.holder.set(this.owner);
			LockSupport.unpark(this.owner);
		}
	}

	/** Whatever happens, the loop must not be left to nobody. */
	private void standInForATurn() {
		try {
			turn();
		}
		catch (Throwable ex) {
			logger.error("The thread that stands in for {} failed, and goes on", this.owner, ex);
			LockSupport.parkNanos(this, TASK_NANOS);
		}
	}

	@Override
	public boolean inEventLoop(Thread thread) {
		return this.holder.get() == thread;
	}

	/**
	 * Adds a task. The own thread comes back to it: nobody is woken, unless a deputy
	 * waits for sockets.
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

	/** Whether sockets are only to be looked at and not to be waited for. */
	@Override
	protected boolean hasTasks() {
		return this.polling || isTaskDue();
	}

	private boolean isTaskDue() {
		LoopTasks.Share share = this.share;
		return super.hasTasks() || this.wanted || (share != null && share.isDue());
	}

}
