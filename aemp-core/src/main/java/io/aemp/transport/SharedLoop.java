package io.aemp.transport;

import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.netty.util.concurrent.Promise;
import org.jspecify.annotations.Nullable;

/**
 * An event loop whose thread does {@link SideWork} between two looks at the sockets.
 * Meanwhile nobody has the loop; if the work takes long, a {@link Deputy} takes the loop
 * over until the thread comes back.
 */
final class SharedLoop extends SingleThreadIoEventLoop {

	/** For how long tasks of the loop keep the sockets waiting. */
	private static final long TASK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

	private final SideWork sideWork;

	private final Deputy deputy;

	/** The thread that has the loop; nobody while the own thread is aside. */
	private final AtomicReference<@Nullable Thread> holder = new AtomicReference<>();

	/** The own thread, since it runs. */
	private volatile @Nullable Thread owner;

	private volatile SideWork.@Nullable Share share;

	/** Nothing is served any more, though the own thread may be aside still. */
	private final Promise<@Nullable Void> closed = GlobalEventExecutor.INSTANCE.newPromise();

	/** Whether the own thread wants the loop back. */
	private volatile boolean wanted;

	/** How often the own thread went aside. */
	private volatile int turn;

	SharedLoop(IoEventLoopGroup parent, Executor executor, IoHandlerFactory handlers, SideWork sideWork,
			ThreadFactory deputies) {
		super(parent, executor, handlers);
		this.sideWork = sideWork;
		this.deputy = new Deputy(this, deputies);
	}

	@Override
	protected void run() {
		Thread thread = Thread.currentThread();
		SideWork.Share share = this.sideWork.join();
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
		runIo();
		if (isShuttingDown()) {
			ioHandler().prepareToDestroy();
		}
		runAllTasks(TASK_NANOS);
	}

	private void stepAside(Thread thread, SideWork.Share share) {
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
				turn();
				if (isShuttingDown()) {
					this.closed.trySuccess(null);
				}
			}
			this.wanted = false;
			this.holder.set(this.owner);
			LockSupport.unpark(this.owner);
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
		SideWork.Share share = this.share;
		return super.hasTasks() || this.wanted || (share != null && share.isDue());
	}

}
