package io.aemp.boot.handler;

import java.util.concurrent.atomic.AtomicInteger;

import io.aemp.Port;

/**
 * The answers of one port that are not there yet, because a method has returned something
 * that completes later. At the limit the port is paused. Only the port changes the count.
 */
public final class UnfinishedAnswers {

	private final Port port;

	private final int limit;

	private final AtomicInteger count = new AtomicInteger();

	UnfinishedAnswers(Port port, int limit) {
		this.port = port;
		this.limit = limit;
	}

	/**
	 * Counts an answer. It may have ended before, if it was there at once: then there is
	 * no need to pause.
	 */
	void begin() {
		if (this.count.incrementAndGet() == this.limit) {
			this.port.pause();
		}
	}

	void end() {
		if (this.count.getAndDecrement() == this.limit) {
			this.port.resume();
		}
	}

	/**
	 * How many answers are not there yet. Any thread may call this.
	 * @return the number
	 */
	public int count() {
		return Math.max(0, this.count.get());
	}

	/**
	 * With how many of them the port takes no further message.
	 * @return the number, 1 or more
	 */
	public int limit() {
		return this.limit;
	}

}
