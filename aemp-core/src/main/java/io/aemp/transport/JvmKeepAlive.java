package io.aemp.transport;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Keeps the JVM running while sockets are served, with a non-daemon thread that only
 * waits. The event loop threads are daemon threads: one of them may be in a callback that
 * never returns, and must not keep the JVM running after the node has closed.
 */
final class JvmKeepAlive {

	private final ThreadFactory threads;

	private final AtomicBoolean begun = new AtomicBoolean();

	private final CountDownLatch end = new CountDownLatch(1);

	JvmKeepAlive(ThreadFactory threads) {
		this.threads = threads;
	}

	/** Starts the thread at the first call; any thread. */
	void begin() {
		if (!this.begun.getAndSet(true)) {
			this.threads.newThread(this::awaitEnd).start();
		}
	}

	private void awaitEnd() {
		try {
			this.end.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** Ends the thread and prevents a later start; any thread. */
	void end() {
		this.begun.set(true);
		this.end.countDown();
	}

}
