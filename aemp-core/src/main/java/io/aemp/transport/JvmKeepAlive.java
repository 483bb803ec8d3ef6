package io.aemp.transport;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Keeps the JVM running while sockets are served, with a thread that does nothing else:
 * those that serve them may be in a callback that never returns, which must not keep it
 * running any longer.
 */
final class JvmKeepAlive {

	private final String name;

	private final AtomicBoolean begun = new AtomicBoolean();

	private final CountDownLatch end = new CountDownLatch(1);

	JvmKeepAlive(String name) {
		this.name = name;
	}

	/** Any thread, any number of times. */
	void begin() {
		if (!this.begun.getAndSet(true)) {
			Thread thread = new Thread(this::awaitEnd, this.name);
			thread.setDaemon(false);
			thread.start();
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

	/** For good; any thread. */
	void end() {
		this.begun.set(true);
		this.end.countDown();
	}

}
