package io.aemp.node;

import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import io.aemp.Framing;
import io.aemp.Message;
import io.aemp.Sendable;
import org.jspecify.annotations.Nullable;

/**
 * What is sent to a peer over one connection: queued before the connection is up, encoded
 * by the senders afterwards. After a loss it is closed and never used again: what is
 * appended then is lost with the connection.
 */
final class Outbound {

	/** What a packet costs besides its octets. */
	private static final int OVERHEAD = 64;

	private final Queue<Object> queue = new ConcurrentLinkedQueue<>();

	private final AtomicLong waiting = new AtomicLong();

	private final AtomicReference<State> state = new AtomicReference<>(State.UNUSED);

	private final Owner owner;

	private final Framing.Limits limits;

	private final long limit;

	private volatile @Nullable Link link;

	Outbound(Owner owner, Framing.Limits limits, long limit) {
		this.owner = owner;
		this.limits = limits;
		this.limit = limit;
	}

	/**
	 * Appends a message; any thread.
	 * @return {@code false} if the peer was given up, and another one of its name is to
	 * be taken
	 */
	boolean append(String port, Message message, boolean lenient) {
		return append(port, message, lenient, false);
	}

	/**
	 * Appends a request of the node protocol; it is left out if the peer does not speak
	 * that.
	 * @return {@code false} if the peer was given up, and another one of its name is to
	 * be taken
	 */
	boolean request(Message request) {
		Link link = this.link;
		return (link != null && !link.info().speaks("mproto")) || append("", request, false, true);
	}

	private boolean append(String port, Message message, boolean lenient, boolean request) {
		Link link = this.link;
		Object item;
		long size;
		if (link != null) {
			byte[] octets = lenient ? link.encodeLenient(port, message) : link.encode(port, message);
			item = octets;
			size = octets.length;
		}
		else {
			size = Sendable.check(message, this.limits);
			item = new Packet(port, message, size, request);
		}
		return enqueue(item, size + OVERHEAD);
	}

	/** Appends a packet as it is; any thread. */
	void append(byte[] packet) {
		enqueue(packet, packet.length + OVERHEAD);
	}

	/** Whether nothing waits; any thread. */
	boolean isEmpty() {
		return this.waiting.get() == 0;
	}

	private boolean enqueue(Object item, long size) {
		if (!demand()) {
			return !isRetired();
		}
		if (this.waiting.addAndGet(size) > this.limit) {
			// closed before anything else can be appended: no hole
			if (close()) {
				this.owner.overflowed(this);
			}
			return true;
		}
		this.queue.add(item);
		Link link = this.link;
		if (link != null) {
			link.wakeUp();
		}
		return true;
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
			// after the poll: what is appended while the queue is being discarded must
			// not get ahead of what was there
			if (item == null || this.state.get() != State.OPEN) {
				return null;
			}
			if (item instanceof byte[] octets) {
				this.waiting.addAndGet(-(octets.length + OVERHEAD));
				return octets;
			}
			Packet packet = (Packet) item;
			this.waiting.addAndGet(-(packet.size() + OVERHEAD));
			if (!packet.request() || link.info().speaks("mproto")) {
				return link.encodeLenient(packet.port(), packet.message());
			}
		}
	}

	/** Discards everything. Returns whether it was open. */
	boolean close() {
		State before = this.state.getAndSet(State.CLOSED);
		this.queue.clear();
		return before != State.CLOSED;
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

	}

}
