package io.aemp.outbound;

import java.util.Objects;

import io.aemp.Reason;
import io.aemp.port.Context;
import io.aemp.port.LocalPort;
import org.jspecify.annotations.Nullable;

/**
 * A message that waits until its peer is writable, bound to one connection: it is lost
 * with it, and never sent over the next one.
 */
abstract class DeferredSend {

	private final Object sender;

	/** What is to be queued. Set once, before it waits. */
	private @Nullable QueuedPacket item;

	private volatile @Nullable SendQueue outbound;

	DeferredSend(Context context) {
		this.sender = sender(context);
	}

	/** Whose messages keep their order: a port's, or those of a thread outside ports. */
	static Object sender(Context context) {
		return (context instanceof LocalPort) ? context : Thread.currentThread();
	}

	/** It is in the queue now. */
	abstract void sent();

	/** It is lost, before it was in the queue. */
	abstract void failed(Reason reason);

	/** Takes it back. Returns whether it still waited. */
	final boolean withdraw() {
		SendQueue outbound = this.outbound;
		return outbound != null && outbound.withdraw(this);
	}

	final void bind(SendQueue outbound, QueuedPacket item) {
		this.item = item;
		this.outbound = outbound;
	}

	final Object sender() {
		return this.sender;
	}

	final QueuedPacket item() {
		return Objects.requireNonNull(this.item);
	}

	/** A plain one, which only keeps its place behind others of its sender. */
	static final class Behind extends DeferredSend {

		Behind(Context context, SendQueue outbound, QueuedPacket item) {
			super(context);
			bind(outbound, item);
		}

		@Override
		void sent() {
		}

		@Override
		void failed(Reason reason) {
		}

	}

}
