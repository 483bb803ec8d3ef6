package io.aemp.outbound;

import java.util.Objects;

import io.aemp.Reason;
import io.aemp.port.Context;
import io.aemp.port.LocalPort;
import org.jspecify.annotations.Nullable;

/**
 * A message that waits until its peer is writable. It belongs to one connection: it is
 * lost with that, and never sent over the next one.
 */
public abstract class DeferredSend {

	private final Object sender;

	/** The packet to queue. Set once, before it waits. */
	private @Nullable QueuedPacket item;

	private volatile @Nullable SendQueue queue;

	public DeferredSend(Context context) {
		this.sender = sender(context);
	}

	/** The sender whose messages keep their order: a port, or a thread outside ports. */
	static Object sender(Context context) {
		return (context instanceof LocalPort) ? context : Thread.currentThread();
	}

	/** It is in the queue now. */
	public abstract void sent();

	/** It is lost, before it was in the queue. */
	public abstract void failed(Reason reason);

	/** Takes it back. Returns whether it still waited. */
	public final boolean withdraw() {
		SendQueue queue = this.queue;
		return queue != null && queue.withdraw(this);
	}

	final void bind(SendQueue queue, QueuedPacket item) {
		this.item = item;
		this.queue = queue;
	}

	final Object sender() {
		return this.sender;
	}

	final QueuedPacket item() {
		return Objects.requireNonNull(this.item);
	}

	/** A packet that only keeps its place behind waiting sends of its sender. */
	static final class Behind extends DeferredSend {

		Behind(Context context, SendQueue queue, QueuedPacket item) {
			super(context);
			bind(queue, item);
		}

		@Override
		public void sent() {
		}

		@Override
		public void failed(Reason reason) {
		}

	}

}
