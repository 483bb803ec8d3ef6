package io.aemp.loop;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

import io.netty.channel.IoHandlerContext;

/**
 * Waits as for sockets, though there are none, and lets a test do something just before.
 * As the real ones do, it takes no notice of who wakes it before it is about to wait.
 */
final class NoSockets extends StubSockets {

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

}
