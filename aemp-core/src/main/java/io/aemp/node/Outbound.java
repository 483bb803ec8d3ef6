package io.aemp.node;

import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import io.aemp.Message;
import io.aemp.Reason;
import io.aemp.Sendable;
import io.aemp.port.Context;
import org.jspecify.annotations.Nullable;

/**
 * What is sent to a peer over one connection: queued before the connection is up, encoded
 * by the senders afterwards. After a loss it is closed and never used again: what is
 * appended then is lost with the connection.
 */
final class Outbound {

	/** What a packet costs besides its octets. */
	static final int OVERHEAD = 64;

	private final Queue<Object> queue = new ConcurrentLinkedQueue<>();

	private final AtomicLong waiting = new AtomicLong();

	private final AtomicReference<State> state = new AtomicReference<>(State.UNUSED);

	private final Owner owner;

	private final QueueBounds bounds;

	private final Writability writability;

	private volatile @Nullable Link link;

	Outbound(Owner owner, QueueBounds bounds) {
		this.owner = owner;
		this.bounds = bounds;
		this.writability = new Writability(this, owner, bounds);
	}

	/**
	 * Appends a message; any thread.
	 * @param sender keeps its order with sends of this context that wait; {@code null}
	 * for messages of the connection itself
	 * @return {@code false} if the peer was given up, and another one of its name is to
	 * be taken
	 */
	boolean append(@Nullable Context sender, String port, Message message, boolean lenient) {
		return append(sender, item(port, message, lenient, false));
	}

	/**
	 * Appends a request of the node protocol; it is left out if the peer does not speak
	 * that.
	 * @return {@code false} if the peer was given up, and another one of its name is to
	 * be taken
	 */
	boolean request(@Nullable Context sender, Message request) {
		Link link = this.link;
		return (link != null && !link.info().speaks("mproto")) || append(sender, item("", request, false, true));
	}

	/**
	 * Appends a message as soon as the peer is writable.
	 * @return {@code false} if the peer was given up, and another one of its name is to
	 * be taken
	 */
	boolean append(WaitingSend send, String port, Message message) {
		send.bind(this, item(port, message, false, false));
		if (!demand() && isRetired()) {
			return false;
		}
		Reason loss = this.writability.await(send);
		if (loss != null) {
			send.failed(loss);
		}
		return true;
	}

	private Object item(String port, Message message, boolean lenient, boolean request) {
		Link link = this.link;
		if (link != null) {
			return lenient ? link.encodeLenient(port, message) : link.encode(port, message);
		}
		return new Packet(port, message, Sendable.check(message, this.bounds.packets()), request);
	}

	static long size(Object item) {
		return OVERHEAD + ((item instanceof byte[] octets) ? octets.length : ((Packet) item).size());
	}

	/**
	 * Appends a packet of which nothing depends, as it is; any thread. It is left out
	 * rather than that the queue overflows.
	 */
	void append(byte[] packet) {
		if (this.waiting.get() < this.bounds.queue() / 2) {
			append(null, packet);
		}
	}

	/** How many octets wait; any thread. */
	long queued() {
		return this.waiting.get();
	}

	/** Whether nothing waits; any thread. */
	boolean isEmpty() {
		return this.waiting.get() == 0;
	}

	private boolean append(@Nullable Context sender, Object item) {
		if (!demand()) {
			return !isRetired();
		}
		if (sender == null || !this.writability.isAwaited() || !this.writability.keepBehind(sender, item)) {
			put(item);
		}
		return true;
	}

	/** Puts a packet into the queue; also for those that have waited. */
	void put(Object item) {
		long size = size(item);
		long waiting = this.waiting.addAndGet(size);
		boolean unconnected = item instanceof Packet;
		if (waiting > this.bounds.queue() || (unconnected && !this.bounds.hold(size))) {
			overflow();
			return;
		}
		if (waiting > this.bounds.high() && waiting - size <= this.bounds.high()) {
			this.writability.crossedHigh();
		}
		this.queue.add(item);
		if (unconnected && this.state.get() == State.CLOSED) {
			// what all queues have in common must not keep what nobody will take
			discard();
		}
		Link link = this.link;
		if (link != null) {
			link.wakeUp();
		}
	}

	/** More waits than may. */
	void overflow() {
		// closed before anything else can be appended: no hole
		if (close()) {
			this.owner.overflowed(this);
		}
	}

	private void taken(Object item) {
		long size = size(item);
		long waiting = this.waiting.addAndGet(-size);
		if (item instanceof Packet) {
			this.bounds.release(size);
		}
		if (waiting <= this.bounds.low() && waiting + size > this.bounds.low()) {
			this.writability.crossedLow();
		}
	}

	/** Whether less waits than the mark says; any thread. */
	boolean isWritable() {
		return this.writability.isWritable();
	}

	/** Asks for a connection. Returns whether this can be appended to. */
	boolean demand() {
		State state = this.state.get();
		if (state == State.UNUSED && this.state.compareAndSet(State.UNUSED, State.OPEN)) {
			this.owner.demanded(this);
			return true;
		}
		return this.state.get() == State.OPEN;
	}

	/** Gives up a queue that was never used. Returns whether it was not. */
	boolean retire() {
		return this.state.compareAndSet(State.UNUSED, State.RETIRED);
	}

	/** Lets the connection take what is queued. */
	void attach(Link link) {
		this.state.compareAndSet(State.UNUSED, State.OPEN);
		this.link = link;
	}

	/** The next packet; only for the thread that serves the link. */
	byte @Nullable [] next() {
		Link link = Objects.requireNonNull(this.link);
		while (true) {
			Object item = this.queue.poll();
			if (item == null) {
				return null;
			}
			taken(item);
			// after the poll: what is appended while the queue is being discarded must
			// not get ahead of what was there
			if (this.state.get() != State.OPEN) {
				return null;
			}
			if (item instanceof byte[] octets) {
				return octets;
			}
			Packet packet = (Packet) item;
			if (!packet.request() || link.info().speaks("mproto")) {
				return link.encodeLenient(packet.port(), packet.message());
			}
		}
	}

	/** Discards everything. Returns whether it was open. */
	boolean close() {
		State before = this.state.getAndSet(State.CLOSED);
		discard();
		return before != State.CLOSED;
	}

	private void discard() {
		for (Object item = this.queue.poll(); item != null; item = this.queue.poll()) {
			taken(item);
		}
	}

	/** Tells those that wait that they wait in vain; after it was closed. */
	void lose(Reason reason) {
		this.writability.lose(reason).forEach((send) -> send.failed(reason));
	}

	/** Takes back a send that waits. Returns whether it still did. */
	boolean withdraw(WaitingSend send) {
		return this.writability.withdraw(send);
	}

	boolean isDemanded() {
		return this.state.get() == State.OPEN;
	}

	boolean isRetired() {
		return this.state.get() == State.RETIRED;
	}

	private enum State {

		/** Nobody has sent anything. */
		UNUSED,
		/** A connection is up or to be made. */
		OPEN,
		/** The connection is lost. */
		CLOSED,
		/** The peer was forgotten before anybody has sent anything. */
		RETIRED

	}

	private record Packet(String port, Message message, long size, boolean request) {

	}

	/** Who sees to connections. Called on any thread. */
	interface Owner {

		void demanded(Outbound outbound);

		void overflowed(Outbound outbound);

		void writabilityChanged(Outbound outbound);

	}

}
