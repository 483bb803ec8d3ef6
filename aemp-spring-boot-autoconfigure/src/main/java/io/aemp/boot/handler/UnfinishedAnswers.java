package io.aemp.boot.handler;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

import io.aemp.Port;
import org.jspecify.annotations.Nullable;

/**
 * The answers of one port that are not there yet, because a method has returned something
 * that completes later. At the limit the port is paused. Only the port changes their
 * count. Streams that have not ended are waited for as well, and never make it pause.
 */
public final class UnfinishedAnswers {

	private final Port port;

	private final int limit;

	private final AtomicInteger count = new AtomicInteger();

	private final AtomicInteger streams = new AtomicInteger();

	private volatile boolean abandoned;

	/** There while somebody waits for the end of all answers. */
	private volatile @Nullable CompletableFuture<@Nullable Void> settled;

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
		int before = this.count.getAndDecrement();
		if (before == this.limit) {
			this.port.resume();
		}
		if (before == 1) {
			ended();
		}
	}

	void beginStream() {
		this.streams.incrementAndGet();
	}

	/** Any thread. */
	void endStream() {
		if (this.streams.decrementAndGet() == 0) {
			ended();
		}
	}

	private void ended() {
		CompletableFuture<@Nullable Void> awaited = this.settled;
		if (awaited != null) {
			lookBehindWaitingMessages(awaited);
		}
	}

	/**
	 * Waits for the answers to the messages that the port has now. Any thread.
	 * @return completes when these messages were handled and no answer and no stream is
	 * unfinished, or when the port is dead
	 */
	synchronized CompletableFuture<@Nullable Void> settle() {
		CompletableFuture<@Nullable Void> awaited = this.settled;
		if (awaited == null || awaited.isDone()) {
			awaited = new CompletableFuture<>();
			this.settled = awaited;
		}
		lookBehindWaitingMessages(awaited);
		return awaited;
	}

	private void lookBehindWaitingMessages(CompletableFuture<@Nullable Void> awaited) {
		try {
			this.port.execute(() -> {
				if (this.count.get() == 0 && this.streams.get() == 0) {
					awaited.complete(null);
				}
			});
		}
		catch (RejectedExecutionException ex) {
			abandon();
		}
	}

	/** The port is dead, or is about to die: nobody needs to wait any longer. */
	void abandon() {
		this.abandoned = true;
		CompletableFuture<@Nullable Void> awaited = this.settled;
		if (awaited != null) {
			awaited.complete(null);
		}
	}

	/** How many answers and streams are worth waiting for. Any thread. */
	int awaited() {
		return this.abandoned ? 0 : count() + this.streams.get();
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
