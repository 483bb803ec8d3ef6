package io.aemp.transport;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoRegistration;
import io.netty.util.concurrent.ThreadAwareExecutor;

/**
 * Waits as for sockets, though there are none, and lets a test do something just before.
 * As the real ones do, it takes no notice of who wakes it before it is about to wait.
 */
final class NoSockets implements IoHandler, IoHandlerFactory {

	private final Semaphore wakeUps = new Semaphore(0);

	private final AtomicBoolean waiting = new AtomicBoolean();

	/** How often it was to be woken and did not notice. */
	private final Semaphore ignored = new Semaphore(0);

	private volatile Runnable before = () -> {
	};

	/** Sets what is done before it waits. */
	void before(Runnable task) {
		this.before = task;
	}

	/**
	 * Waits until somebody wants to wake it in vain; for what is done before it waits.
	 */
	void awaitIgnoredWakeUp() {
		this.ignored.acquireUninterruptibly();
	}

	/** What a loop is made of that has this only. */
	IoPlatform platform() {
		IoPlatform some = IoPlatform.best();
		return new IoPlatform(this, some.listener(), some.connection(), some.keepAlive());
	}

	@Override
	public IoHandler newHandler(ThreadAwareExecutor loop) {
		return this;
	}

	@Override
	public boolean isChangingThreadSupported() {
		return true;
	}

	@Override
	public int run(IoHandlerContext context) {
		this.ignored.drainPermits();
		this.before.run();
		this.waiting.set(true);
		if (context.canBlock()) {
			this.wakeUps.acquireUninterruptibly();
		}
		this.waiting.set(false);
		this.wakeUps.drainPermits();
		return 0;
	}

	@Override
	public void wakeup() {
		if (this.waiting.getAndSet(false)) {
			this.wakeUps.release();
		}
		else {
			this.ignored.release();
		}
	}

	@Override
	public IoRegistration register(IoHandle handle) {
		throw new UnsupportedOperationException();
	}

	@Override
	public boolean isCompatible(Class<? extends IoHandle> handleType) {
		return false;
	}

}
