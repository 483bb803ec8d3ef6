package io.aemp.node;

import java.util.concurrent.CompletableFuture;

import io.aemp.Message;
import io.aemp.PortDiedException;
import io.aemp.Reason;
import io.aemp.outbound.DeferredSend;
import io.aemp.port.PortTable;
import org.jspecify.annotations.Nullable;

/** Sends that wait until their peer is writable. Any thread. */
public final class DeferredSends {

	private final PortTable ports;

	private final Messenger messenger;

	/**
	 * Creates the deferred sends of a node.
	 * @param ports the local ports
	 * @param messenger sends the messages
	 */
	public DeferredSends(PortTable ports, Messenger messenger) {
		this.ports = ports;
		this.messenger = messenger;
	}

	/**
	 * Sends a message as soon as the node of its port is writable.
	 * @param port the port
	 * @param message the message
	 * @return a future that completes when the message is in the send queue, outside
	 * ports unless that is at once; fails with a {@link PortDiedException} if the peer is
	 * lost or this node closes first
	 */
	public CompletableFuture<@Nullable Void> send(String port, Message message) {
		Sent sent = new Sent(port, message);
		sent.exposed = true;
		return sent.future;
	}

	/** One send and its future. */
	private final class Sent extends DeferredSend {

		private final Future future = new Future(this);

		private final String port;

		/** Whether the caller may have attached actions to the future. */
		private volatile boolean exposed;

		Sent(String port, Message message) {
			super(DeferredSends.this.ports.runtime().currentContext());
			this.port = port;
			DeferredSends.this.messenger.send(port, message, this);
		}

		@Override
		public void sent() {
			complete(() -> this.future.complete(null));
		}

		@Override
		public void failed(Reason reason) {
			complete(() -> this.future.completeExceptionally(new PortDiedException(this.port, reason)));
		}

		/**
		 * Completes the future outside ports: attached actions are application code,
		 * which this thread must not run.
		 */
		private void complete(Runnable completion) {
			if (!this.exposed || !DeferredSends.this.ports.runtime().outside().tryExecute(completion)) {
				completion.run();
			}
		}

	}

	/** A future whose cancellation withdraws the message. */
	private static final class Future extends CompletableFuture<@Nullable Void> {

		private final Sent sent;

		Future(Sent sent) {
			this.sent = sent;
		}

		@Override
		public boolean cancel(boolean mayInterrupt) {
			return this.sent.withdraw() && super.cancel(mayInterrupt);
		}

		@Override
		public <U extends @Nullable Object> CompletableFuture<U> newIncompleteFuture() {
			return new CompletableFuture<>();
		}

	}

}
