package io.aemp.runtime;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

import io.aemp.Message;
import io.aemp.PortDiedException;
import io.aemp.dispatch.Threads;
import io.aemp.node.DeferredSends;
import org.jspecify.annotations.Nullable;

/** Blocks calling threads until a peer is writable, if these threads may block. */
final class BlockingSends {

	/** Practically unlimited. */
	private static final Duration UNLIMITED = Duration.ofDays(10_000);

	private final DeferredSends sends;

	private final Threads threads;

	private final BooleanSupplier serving;

	/**
	 * Creates the blocking sends of a node.
	 * @param sends the deferred sends
	 * @param threads the threads of the node
	 * @param serving whether the calling thread serves links
	 */
	BlockingSends(DeferredSends sends, Threads threads, BooleanSupplier serving) {
		this.sends = sends;
		this.threads = threads;
		this.serving = serving;
	}

	/** Whether the node needs the calling thread. */
	boolean mustNotWait() {
		return !this.threads.mayWait() || this.serving.getAsBoolean();
	}

	CompletableFuture<@Nullable Void> whenWritable(String port, Message message) {
		return this.sends.send(port, message);
	}

	void send(String port, Message message) throws InterruptedException {
		try {
			send(port, message, UNLIMITED);
		}
		catch (TimeoutException ex) {
			throw new IllegalStateException(ex);
		}
	}

	void send(String port, Message message, Duration timeout) throws InterruptedException, TimeoutException {
		if (mustNotWait()) {
			throw new IllegalStateException("Thread " + Thread.currentThread().getName()
					+ " must not wait, as the node needs it; use sendWhenWritable, or a port with Dispatcher.ADAPTIVE or BLOCKING");
		}
		CompletableFuture<@Nullable Void> sent = this.sends.send(port, message);
		try {
			await(sent, timeout);
		}
		catch (InterruptedException | TimeoutException ex) {
			if (sent.cancel(false)) {
				throw ex;
			}
			// the send completed at the last moment; its future is about to complete
			await(sent, UNLIMITED);
			if (ex instanceof InterruptedException) {
				Thread.currentThread().interrupt();
			}
		}
	}

	private void await(CompletableFuture<@Nullable Void> sent, Duration timeout)
			throws InterruptedException, TimeoutException {
		try {
			this.threads.await(sent, timeout);
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof PortDiedException died) {
				throw new PortDiedException(died.port(), died.reason());
			}
			throw new IllegalStateException(ex.getCause());
		}
	}

}
