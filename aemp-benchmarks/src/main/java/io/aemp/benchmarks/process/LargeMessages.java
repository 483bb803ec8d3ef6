package io.aemp.benchmarks.process;

import java.util.concurrent.locks.LockSupport;

/** Large messages for another receiver, a few of them on their way. */
final class LargeMessages implements Traffic {

	private static final long PATIENCE = 20_000_000_000L;

	private final Client client;

	private final byte[] message;

	private final int window;

	private final Thread sender = Thread.currentThread();

	private long sent;

	private volatile long acknowledged;

	LargeMessages(Client client, int bytes, int window) {
		this.client = client;
		this.message = new byte[bytes];
		this.window = window;
	}

	@Override
	public void acknowledged(long count) {
		this.acknowledged = count;
		LockSupport.unpark(this.sender);
	}

	@Override
	public void run(long millis) {
		long end = System.nanoTime() + millis * 1_000_000;
		do {
			this.client.sendLarge(this.message);
			await(++this.sent - this.window + 1);
		}
		while (System.nanoTime() < end);
		await(this.sent);
	}

	@Override
	public long bytes() {
		return this.sent * this.message.length;
	}

	private void await(long count) {
		long end = System.nanoTime() + PATIENCE;
		while (this.acknowledged < count) {
			LockSupport.parkNanos(this, PATIENCE);
			if (System.nanoTime() > end) {
				throw new IllegalStateException(
						"Of " + this.sent + " large messages only " + this.acknowledged + " were acknowledged");
			}
		}
	}

}
