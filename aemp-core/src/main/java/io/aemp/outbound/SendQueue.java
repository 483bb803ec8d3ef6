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
 * The packets that wait for a peer, for one connection. Before the connection is up the
 * queue holds messages as they are; afterwards senders encode them. A loss closes the
 * queue for good: what a sender appends then is lost with the connection.
 */
public final class SendQueue {

	/** A larger batch would delay other connections of the event loop. */
	private static final int BATCH_SIZE = 1 << 16;

	private final AtomicReference<State> state = new AtomicReference<>(State.UNUSED);

	private final Owner owner;

	private final QueueLimits limits;

	private final PacketQueue queue;

	private final LargeMessageQueue large = new LargeMessageQueue();

	private final QueueLevel level;

	/** {@code null} while the connection is not up. */
	private volatile @Nullable PacketEncoder encoder;

	/** Set with {@link #encoder}; belongs to the thread of the link. */
	private @Nullable OutboundScheduler scheduler;

	/**
	 * Creates an empty queue.
	 * @param owner makes connections
	 * @param limits what must not be exceeded, and the watermarks
	 */
	public SendQueue(Owner owner, QueueLimits limits) {
		this.owner = owner;
		this.limits = limits;
		// the link takes a batch as a whole, so a batch is small beside the watermarks
		this.queue = new PacketQueue((int) Math.min(BATCH_SIZE, limits.low() / 4));
		this.level = new QueueLevel(this, this.large, owner, limits);
	}

	/**
	 * Appends a message; any thread.
	 * @param sender the context that sends; its messages keep their order with its sends
	 * that wait. {@code null} for messages of the connection itself
	 * @param port the name of the port
	 * @param message the message
	 * @param lenient whether values that the framing cannot write become {@code null}
	 * @return {@code false} if the peer was forgotten: the caller takes the new one
	 * @throws io.aemp.UnsendableValueException if the message cannot travel
	 */
	public boolean append(@Nullable Context sender, String port, Message message, boolean lenient) {
		PacketEncoder encoder = this.encoder;
		if (encoder == null) {
			return append(plain(OrderingKey.port(port), sender, port, message, false));
		}
		ByteBuffer bytes = encoder.encode(port, message, lenient);
		return needsKey(encoder, bytes) ? append(encoder.packet(OrderingKey.port(port), sender, bytes))
				: append(encoder, bytes);
	}

	/**
	 * Appends a request of the node protocol, if the peer speaks that; any thread.
	 * @param sender the context that sends
	 * @param key keeps its order with packets of the same key
	 * @param request the request
	 * @return {@code false} if the peer was forgotten: the caller takes the new one
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
	 * @param key keeps its order with packets of the same key; {@code null} for none
	 * @param request the request
	 */
	public void append(@Nullable OrderingKey key, Message request) {
		PacketEncoder encoder = Objects.requireNonNull(this.encoder);
		append(encoder, key, null, encoder.encode("", request, true));
	}

	/**
	 * Appends a packet that may get lost, as it is, unless the queue is nearly full; any
	 * thread.
	 * @param packet the bytes of the packet
	 */
	public void offer(byte[] packet) {
		if (this.level.hasRoomToSpare(packet.length)) {
			append(this.encoder, ByteBuffer.wrap(packet));
		}
	}

	/**
	 * Appends a message as soon as the peer is writable; any thread.
	 * @param send is told the outcome
	 * @param sender the context that sends
	 * @param port the name of the port
	 * @param message the message
	 * @return {@code false} if the peer was forgotten: the caller takes the new one
	 * @throws io.aemp.UnsendableValueException if the message cannot travel
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
		return (key != null && needsKey(encoder, bytes)) ? append(encoder.packet(key, sender, bytes))
				: append(encoder, bytes);
	}

	/**
	 * Whether the packet needs its ordering key. The order of the checks matters: a send
	 * that waits no longer is in the queue, and the queue of large messages knows of it.
	 */
	private boolean needsKey(PacketEncoder encoder, ByteBuffer bytes) {
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

	/** Puts a packet into the queue, also one that has waited for room. */
	void put(QueuedPacket packet) {
		if (!this.level.add(packet)) {
			overflow();
			return;
		}
		if (packet.isLarge()) {
			// before it is in the queue: packets that come later must not overtake it
			this.large.expect();
		}
		if (this.queue.add(packet)) {
			wakeUp();
		}
		if (packet.isPlain() && this.state.get() == State.CLOSED) {
			// closed meanwhile: it must not count for all queues together
			discard();
		}
	}

	/** The queue was empty until now. */
	private void wakeUp() {
		PacketEncoder encoder = this.encoder;
		if (encoder != null) {
			encoder.link().wakeUp();
		}
	}

	/** More waits than the limit allows. */
	void overflow() {
		// closed before another message can be appended, so there is no hole
		if (close()) {
			this.owner.overflowed(this);
		}
	}

	/**
	 * How much waits; any thread.
	 * @return the level of this queue
	 */
	public QueueLevel level() {
		return this.level;
	}

	/**
	 * How many packets the link has taken; any thread.
	 * @return the number of packets
	 */
	public long sent() {
		return this.queue.sent();
	}

	/**
	 * Whether senders should send more; any thread.
	 * @return whether the queue is below its watermark
	 */
	public boolean isWritable() {
		return this.level.isWritable();
	}

	/**
	 * Asks for a connection, if nobody has; any thread.
	 * @return whether senders can append
	 */
	public boolean demand() {
		State state = this.state.get();
		if (state == State.UNUSED && this.state.compareAndSet(State.UNUSED, State.OPEN)) {
			this.owner.demanded(this);
			return true;
		}
		return this.state.get() == State.OPEN;
	}

	/**
	 * Gives up a queue that was never used.
	 * @return whether it was never used
	 */
	public boolean retire() {
		return this.state.compareAndSet(State.UNUSED, State.RETIRED);
	}

	/**
	 * Lets a connection take what is queued.
	 * @param link the connection
	 * @param background encodes large messages
	 */
	public void attach(Link link, Executor background) {
		this.state.compareAndSet(State.UNUSED, State.OPEN);
		PacketEncoder encoder = new PacketEncoder(link, this.limits);
		this.scheduler = new OutboundScheduler(this, encoder, this.queue, this.large, this.level, background);
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

	/**
	 * Discards everything, for good.
	 * @return whether it was not closed before
	 */
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

	/**
	 * Fails the sends that wait, after the queue was closed.
	 * @param reason why
	 */
	public void lose(Reason reason) {
		this.level.lose(reason).forEach((send) -> send.failed(reason));
	}

	/** Takes back a send that waits. Returns whether it still did. */
	boolean withdraw(DeferredSend send) {
		return this.level.withdraw(send);
	}

	/**
	 * Whether a connection is up or to be made.
	 * @return whether senders can append
	 */
	public boolean isDemanded() {
		return this.state.get() == State.OPEN;
	}

	/**
	 * Whether the queue was given up before it was used.
	 * @return whether its peer was forgotten
	 */
	public boolean isRetired() {
		return this.state.get() == State.RETIRED;
	}

	private enum State {

		/** No message was sent. */
		UNUSED,
		/** A connection is up or to be made. */
		OPEN,
		/** The connection is lost. */
		CLOSED,
		/** The peer was forgotten before a message was sent. */
		RETIRED

	}

	/** Makes connections. Called on any thread. */
	public interface Owner {

		void demanded(SendQueue sendQueue);

		void overflowed(SendQueue sendQueue);

		void writabilityChanged(SendQueue sendQueue);

	}

}
