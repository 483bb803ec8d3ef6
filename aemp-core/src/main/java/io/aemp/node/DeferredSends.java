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
	 * Creates the patient sends of a node.
	 * @param ports the local ports
	 * @param messenger sends
	 */
	public DeferredSends(PortTable ports, Messenger messenger) {
		this.ports = ports;
		this.messenger = messenger;
	}

	/**
	 * Sends a message as soon as its node is writable.
	 * @param port the port
	 * @param message the message
	 * @return completes when it is in the queue, outside ports if that is later
	 */
	public CompletableFuture<@Nullable Void> send(String port, Message message) {
		Sent sent = new Sent(port, message);
		sent.exposed = true;
		return sent.future;
	}

	/** One send, and who waits for it. */
	private final class Sent extends DeferredSend {

		private final Future future = new Future(this);

		private final String port;

		/** Whether somebody may have put something behind the future. */
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
		 * What depends on it is code of the application's, which this thread is not for.
		 */
		private void complete(Runnable completion) {
			if (!this.exposed || !DeferredSends.this.ports.runtime().outside().tryExecute(completion)) {
				completion.run();
			}
		}

	}

	/** A future that takes its message back when it is cancelled. */
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
