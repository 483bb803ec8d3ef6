package io.aemp.outbound;

import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;

import io.aemp.Message;
import io.aemp.Reason;
import io.aemp.Sendable;
import io.aemp.link.Link;
import io.aemp.port.Context;
import org.jspecify.annotations.Nullable;

/**
 * What is sent to a peer over one connection: queued before the connection is up, encoded
 * by the senders afterwards. After a loss it is closed and never used again: what is
 * appended then is lost with the connection.
 */
final class SendQueue {

	/** A larger batch would make others wait. */
	private static final int BATCH_SIZE = 1 << 16;

	private final AtomicReference<State> state = new AtomicReference<>(State.UNUSED);

	private final Owner owner;

	private final QueueLimits bounds;

	private final PacketQueue queue;

	private final LargeMessageQueue large = new LargeMessageQueue();

	private final Writability writability;

	private final QueueLevel level;

	/** {@code null} while the connection is not up. */
	private volatile @Nullable PacketEncoder packing;

	/** Set with {@link #packing}; the link's. */
	private @Nullable OutboundScheduler departures;

	SendQueue(Owner owner, QueueLimits bounds) {
		this.owner = owner;
		this.bounds = bounds;
		// a batch is taken as a whole, and the marks must mean something
		this.queue = new PacketQueue((int) Math.min(BATCH_SIZE, bounds.low() / 4));
		this.writability = new Writability(this, this.large, owner, bounds);
		this.level = new QueueLevel(this.large, bounds, this.writability);
	}

	/**
	 * Appends a message; any thread.
	 * @param sender keeps its order with sends of this context that wait; {@code null}
	 * for messages of the connection itself
	 * @return {@code false} if the peer was given up, and another one of its name is to
	 * be taken
	 */
	boolean append(@Nullable Context sender, String port, Message message, boolean lenient) {
		PacketEncoder packing = this.packing;
		if (packing == null) {
			return append(plain(OrderingKey.port(port), sender, port, message, false));
		}
		ByteBuffer bytes = packing.encode(port, message, lenient);
		return isPlaceOfMatter(packing, bytes) ? append(packing.parcel(OrderingKey.port(port), sender, bytes))
				: append(packing, bytes);
	}

	/**
	 * Appends a request of the node protocol; it is left out if the peer does not speak
	 * that.
	 * @param concern what it is about
	 * @return {@code false} if the peer was given up, and another one of its name is to
	 * be taken
	 */
	boolean request(@Nullable Context sender, OrderingKey concern, Message request) {
		PacketEncoder packing = this.packing;
		if (packing == null) {
			return append(plain(concern, sender, "", request, true));
		}
		return !packing.takesRequests() || append(packing, concern, sender, packing.encode("", request, false));
	}

	/**
	 * Appends a request of the connection itself, once that is up; any thread.
	 * @param concern what it is about; {@code null} if its place does not matter
	 */
	void append(@Nullable OrderingKey concern, Message request) {
		PacketEncoder packing = Objects.requireNonNull(this.packing);
		append(packing, concern, null, packing.encode("", request, true));
	}

	/**
	 * Appends a packet of which nothing depends, as it is; any thread. It is left out
	 * rather than that the queue overflows.
	 */
	void offer(byte[] packet) {
		if (this.level.hasRoomToSpare(packet.length)) {
			append(this.packing, ByteBuffer.wrap(packet));
		}
	}

	/**
	 * Appends a message as soon as the peer is writable.
	 * @return {@code false} if the peer was given up, and another one of its name is to
	 * be taken
	 */
	boolean append(DeferredSend send, Context sender, String port, Message message) {
		PacketEncoder packing = this.packing;
		OrderingKey concern = OrderingKey.port(port);
		send.bind(this, (packing != null) ? packing.parcel(concern, sender, packing.encode(port, message, false))
				: plain(concern, sender, port, message, false));
		if (!demand() && isRetired()) {
			return false;
		}
		Reason loss = this.writability.await(send);
		if (loss != null) {
			send.failed(loss);
		}
		return true;
	}

	private QueuedPacket plain(OrderingKey concern, @Nullable Context sender, String port, Message message, boolean request) {
		long size = Sendable.check(message, this.bounds.packets());
		this.bounds.check(size);
		return QueuedPacket.plain(concern, sender, port, message, size, request, size > this.bounds.whole());
	}

	private boolean append(PacketEncoder packing, @Nullable OrderingKey concern, @Nullable Context sender, ByteBuffer bytes) {
		return (concern != null && isPlaceOfMatter(packing, bytes)) ? append(packing.parcel(concern, sender, bytes))
				: append(packing, bytes);
	}

	/**
	 * Whether it has to be known what a packet is about. Sends that wait are looked at
	 * first: one that no longer waits is in the queue, and known there if it is large.
	 */
	private boolean isPlaceOfMatter(PacketEncoder packing, ByteBuffer bytes) {
		return this.writability.isAwaited() || this.large.isBusy() || packing.isLarge(bytes.remaining());
	}

	private boolean append(@Nullable PacketEncoder packing, ByteBuffer bytes) {
		if (!demand()) {
			return !isRetired();
		}
		if (!this.level.add(QueueLevel.OVERHEAD + bytes.remaining())) {
			overflow();
		}
		else if (this.queue.add(bytes)) {
			wakeUp();
		}
		return true;
	}

	private boolean append(QueuedPacket parcel) {
		if (!demand()) {
			return !isRetired();
		}
		Context sender = parcel.sender();
		if (sender == null || !this.writability.isAwaited() || !this.writability.keepBehind(sender, parcel)) {
			put(parcel);
		}
		return true;
	}

	/** Puts a parcel into the queue; also for those that have waited. */
	void put(QueuedPacket parcel) {
		if (!this.level.add(parcel)) {
			overflow();
			return;
		}
		if (parcel.isLarge()) {
			// before it is in the queue: who comes later has to know of it
			this.large.expect();
		}
		if (this.queue.add(parcel)) {
			wakeUp();
		}
		if (parcel.isPlain() && this.state.get() == State.CLOSED) {
			// what all queues have in common must not keep what nobody will take
			discard();
		}
	}

	/** Something is in a queue that was empty. */
	private void wakeUp() {
		PacketEncoder packing = this.packing;
		if (packing != null) {
			packing.link().wakeUp();
		}
	}

	/** More waits than may. */
	void overflow() {
		// closed before anything else can be appended: no hole
		if (close()) {
			this.owner.overflowed(this);
		}
	}

	/** How much waits; any thread. */
	QueueLevel level() {
		return this.level;
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

	/**
	 * Lets the connection take what is queued.
	 * @param encoders for what takes long
	 */
	void attach(Link link, Executor encoders) {
		this.state.compareAndSet(State.UNUSED, State.OPEN);
		PacketEncoder packing = new PacketEncoder(link, this.bounds);
		this.departures = new OutboundScheduler(this, packing, this.queue, this.large, this.level, encoders);
		this.packing = packing;
	}

	/** What the connection takes, once it is attached; for the thread of the link. */
	OutboundScheduler departures() {
		return Objects.requireNonNull(this.departures);
	}

	/** Discards everything. Returns whether it was open. */
	boolean close() {
		State before = this.state.getAndSet(State.CLOSED);
		discard();
		return before != State.CLOSED;
	}

	private void discard() {
		for (Object item = this.queue.drop(); item != null; item = this.queue.drop()) {
			this.level.release(item);
			this.level.leaves(item);
		}
	}

	/** Tells those that wait that they wait in vain; after it was closed. */
	void lose(Reason reason) {
		this.writability.lose(reason).forEach((send) -> send.failed(reason));
	}

	/** Takes back a send that waits. Returns whether it still did. */
	boolean withdraw(DeferredSend send) {
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

	/** Who sees to connections. Called on any thread. */
	interface Owner {

		void demanded(SendQueue outbound);

		void overflowed(SendQueue outbound);

		void writabilityChanged(SendQueue outbound);

	}

}
