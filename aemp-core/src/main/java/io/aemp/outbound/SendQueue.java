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
public final class SendQueue {

	/** A larger batch would make others wait. */
	private static final int BATCH_SIZE = 1 << 16;

	private final AtomicReference<State> state = new AtomicReference<>(State.UNUSED);

	private final Owner owner;

	private final QueueLimits limits;

	private final PacketQueue queue;

	private final LargeMessageQueue large = new LargeMessageQueue();

	private final QueueLevel level;

	/** {@code null} while the connection is not up. */
	private volatile @Nullable PacketEncoder encoder;

	/** Set with {@link #encoder}; the link's. */
	private @Nullable OutboundScheduler scheduler;

	public SendQueue(Owner owner, QueueLimits limits) {
		this.owner = owner;
		this.limits = limits;
		// a batch is taken as a whole, and the marks must mean something
		this.queue = new PacketQueue((int) Math.min(BATCH_SIZE, limits.low() / 4));
		this.level = new QueueLevel(this, this.large, owner, limits);
	}

	/**
	 * Appends a message; any thread.
	 * @param sender keeps its order with sends of this context that wait; {@code null}
	 * for messages of the connection itself
	 * @return {@code false} if the peer was given up, and another one of its name is to
	 * be taken
	 */
	public boolean append(@Nullable Context sender, String port, Message message, boolean lenient) {
		PacketEncoder encoder = this.encoder;
		if (encoder == null) {
			return append(plain(OrderingKey.port(port), sender, port, message, false));
		}
		ByteBuffer bytes = encoder.encode(port, message, lenient);
		return isPlaceOfMatter(encoder, bytes) ? append(encoder.packet(OrderingKey.port(port), sender, bytes))
				: append(encoder, bytes);
	}

	/**
	 * Appends a request of the node protocol; it is left out if the peer does not speak
	 * that.
	 * @param key what it is about
	 * @return {@code false} if the peer was given up, and another one of its name is to
	 * be taken
	 */
	public boolean request(@Nullable Context sender, OrderingKey key, Message request) {
		PacketEncoder encoder = this.encoder;
		if (encoder == null) {
			return append(plain(key, sender, "", request, true));
		}
		return !encoder.takesRequests() || append(encoder, key, sender, encoder.encode("", request, false));
	}

	/**
	 * Appends a request of the connection itself, once that is up; any thread.
	 * @param key what it is about; {@code null} if its place does not matter
	 */
	public void append(@Nullable OrderingKey key, Message request) {
		PacketEncoder encoder = Objects.requireNonNull(this.encoder);
		append(encoder, key, null, encoder.encode("", request, true));
	}

	/**
	 * Appends a packet of which nothing depends, as it is; any thread. It is left out
	 * rather than that the queue overflows.
	 */
	public void offer(byte[] packet) {
		if (this.level.hasRoomToSpare(packet.length)) {
			append(this.encoder, ByteBuffer.wrap(packet));
		}
	}

	/**
	 * Appends a message as soon as the peer is writable.
	 * @return {@code false} if the peer was given up, and another one of its name is to
	 * be taken
	 */
	public boolean append(DeferredSend send, Context sender, String port, Message message) {
		PacketEncoder encoder = this.encoder;
		OrderingKey key = OrderingKey.port(port);
		send.bind(this, (encoder != null) ? encoder.packet(key, sender, encoder.encode(port, message, false))
				: plain(key, sender, port, message, false));
		if (!demand() && isRetired()) {
			return false;
		}
		Reason loss = this.level.await(send);
		if (loss != null) {
			send.failed(loss);
		}
		return true;
	}

	private QueuedPacket plain(OrderingKey key, @Nullable Context sender, String port, Message message,
			boolean request) {
		long size = Sendable.check(message, this.limits.packets());
		this.limits.check(size);
		return QueuedPacket.plain(key, sender, port, message, size, request, size > this.limits.whole());
	}

	private boolean append(PacketEncoder encoder, @Nullable OrderingKey key, @Nullable Context sender,
			ByteBuffer bytes) {
		return (key != null && isPlaceOfMatter(encoder, bytes)) ? append(encoder.packet(key, sender, bytes))
				: append(encoder, bytes);
	}

	/**
	 * Whether it has to be known what a packet is about. Sends that wait are looked at
	 * first: one that no longer waits is in the queue, and known there if it is large.
	 */
	private boolean isPlaceOfMatter(PacketEncoder encoder, ByteBuffer bytes) {
		return this.level.isAwaited() || this.large.isBusy() || encoder.isLarge(bytes.remaining());
	}

	private boolean append(@Nullable PacketEncoder encoder, ByteBuffer bytes) {
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

	private boolean append(QueuedPacket packet) {
		if (!demand()) {
			return !isRetired();
		}
		Context sender = packet.sender();
		if (sender == null || !this.level.isAwaited() || !this.level.keepBehind(sender, packet)) {
			put(packet);
		}
		return true;
	}

	/** Puts a packet into the queue; also for those that have waited. */
	void put(QueuedPacket packet) {
		if (!this.level.add(packet)) {
			overflow();
			return;
		}
		if (packet.isLarge()) {
			// before it is in the queue: who comes later has to know of it
			this.large.expect();
		}
		if (this.queue.add(packet)) {
			wakeUp();
		}
		if (packet.isPlain() && this.state.get() == State.CLOSED) {
			// what all queues have in common must not keep what nobody will take
			discard();
		}
	}

	/** Something is in a queue that was empty. */
	private void wakeUp() {
		PacketEncoder encoder = this.encoder;
		if (encoder != null) {
			encoder.link().wakeUp();
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
	public QueueLevel level() {
		return this.level;
	}

	/** Whether less waits than the mark says; any thread. */
	public boolean isWritable() {
		return this.level.isWritable();
	}

	/** Asks for a connection. Returns whether this can be appended to. */
	public boolean demand() {
		State state = this.state.get();
		if (state == State.UNUSED && this.state.compareAndSet(State.UNUSED, State.OPEN)) {
			this.owner.demanded(this);
			return true;
		}
		return this.state.get() == State.OPEN;
	}

	/** Gives up a queue that was never used. Returns whether it was not. */
	public boolean retire() {
		return this.state.compareAndSet(State.UNUSED, State.RETIRED);
	}

	/**
	 * Lets the connection take what is queued.
	 * @param encoders for what takes long
	 */
	public void attach(Link link, Executor encoders) {
		this.state.compareAndSet(State.UNUSED, State.OPEN);
		PacketEncoder encoder = new PacketEncoder(link, this.limits);
		this.scheduler = new OutboundScheduler(this, encoder, this.queue, this.large, this.level, encoders);
		this.encoder = encoder;
	}

	/**
	 * The next packets, once a connection is attached; for the thread of the link.
	 * @return whole packets, {@code null} if nothing is to leave now
	 */
	public @Nullable ByteBuffer next() {
		return scheduler().next();
	}

	/**
	 * The peer has taken bytes of a large message; for the thread of the link.
	 * @param bytes how many since the last time
	 * @throws IllegalArgumentException if it cannot have
	 */
	public void taken(long bytes) {
		scheduler().taken(bytes);
	}

	/**
	 * The connection is being closed: nothing waits for the peer any more; for the thread
	 * of the link.
	 */
	public void hurry() {
		scheduler().hurry();
	}

	private OutboundScheduler scheduler() {
		return Objects.requireNonNull(this.scheduler);
	}

	/** Discards everything. Returns whether it was open. */
	public boolean close() {
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
	public void lose(Reason reason) {
		this.level.lose(reason).forEach((send) -> send.failed(reason));
	}

	/** Takes back a send that waits. Returns whether it still did. */
	boolean withdraw(DeferredSend send) {
		return this.level.withdraw(send);
	}

	public boolean isDemanded() {
		return this.state.get() == State.OPEN;
	}

	public boolean isRetired() {
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
	public interface Owner {

		void demanded(SendQueue sendQueue);

		void overflowed(SendQueue sendQueue);

		void writabilityChanged(SendQueue sendQueue);

	}

}
