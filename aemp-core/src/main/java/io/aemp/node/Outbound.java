package io.aemp.node;

import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import io.aemp.Message;
import io.aemp.Reason;
import io.aemp.Sendable;
import io.aemp.UnsendableValueException;
import io.aemp.port.Context;
import org.jspecify.annotations.Nullable;

/**
 * What is sent to a peer over one connection: queued before the connection is up, encoded
 * by the senders afterwards. After a loss it is closed and never used again: what is
 * appended then is lost with the connection.
 */
final class Outbound implements Lane.Exits {

	/** What a packet costs besides its octets. */
	static final int OVERHEAD = 64;

	/** A larger batch would make others wait. */
	private static final int BATCH_SIZE = 1 << 16;

	private final PacketQueue queue;

	private final AtomicLong waiting = new AtomicLong();

	private final AtomicReference<State> state = new AtomicReference<>(State.UNUSED);

	private final Owner owner;

	private final QueueBounds bounds;

	private final Writability writability;

	private final Lane lane = new Lane(this);

	/** On what the peer and this node have agreed. Set before the link. */
	private PartsTerms terms = PartsTerms.NONE;

	private @Nullable Executor encoders;

	private volatile @Nullable Link link;

	Outbound(Owner owner, QueueBounds bounds) {
		this.owner = owner;
		this.bounds = bounds;
		// a batch is taken as a whole, and the marks must mean something
		this.queue = new PacketQueue((int) Math.min(BATCH_SIZE, bounds.low() / 4));
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
		Link link = this.link;
		if (link == null) {
			return append(plain(Concern.port(port), sender, port, message, false));
		}
		ByteBuffer octets = encode(link, port, message, lenient);
		return isPlaceOfMatter(octets) ? append(parcel(Concern.port(port), sender, octets)) : append(octets);
	}

	/**
	 * Appends a request of the node protocol; it is left out if the peer does not speak
	 * that.
	 * @param concern what it is about
	 * @return {@code false} if the peer was given up, and another one of its name is to
	 * be taken
	 */
	boolean request(@Nullable Context sender, Concern concern, Message request) {
		Link link = this.link;
		if (link == null) {
			return append(plain(concern, sender, "", request, true));
		}
		if (!link.info().speaks("mproto")) {
			return true;
		}
		ByteBuffer octets = encode(link, "", request, false);
		return isPlaceOfMatter(octets) ? append(parcel(concern, sender, octets)) : append(octets);
	}

	/**
	 * Appends a message as soon as the peer is writable.
	 * @return {@code false} if the peer was given up, and another one of its name is to
	 * be taken
	 */
	boolean append(WaitingSend send, Context sender, String port, Message message) {
		Link link = this.link;
		Concern concern = Concern.port(port);
		send.bind(this, (link != null) ? parcel(concern, sender, encode(link, port, message, false))
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

	/** Encodes a message; the octets are to be copied before this thread encodes more. */
	private ByteBuffer encode(Link link, String port, Message message, boolean lenient) {
		ByteBuffer octets = lenient ? ByteBuffer.wrap(link.encodeLenient(port, message))
				: link.encodeTransient(port, message);
		check(link, octets.remaining());
		return octets;
	}

	private void check(Link link, int octets) {
		this.terms.check(link.info().node(), octets);
		this.bounds.check(octets);
	}

	private Parcel parcel(Concern concern, @Nullable Context sender, ByteBuffer octets) {
		byte[] copy = new byte[octets.remaining()];
		octets.get(copy);
		return Parcel.encoded(concern, sender, copy, copy.length > this.terms.above());
	}

	private Parcel plain(Concern concern, @Nullable Context sender, String port, Message message, boolean request) {
		long size = Sendable.check(message, this.bounds.packets());
		this.bounds.check(size);
		return Parcel.plain(concern, sender, port, message, size, request, size > this.bounds.whole());
	}

	static long size(Parcel parcel) {
		return OVERHEAD + parcel.size();
	}

	/**
	 * Appends a packet of which nothing depends, as it is; any thread. It is left out
	 * rather than that the queue overflows.
	 */
	void offer(byte[] packet) {
		if (this.waiting.get() - this.lane.octets() < this.bounds.queue() / 2
				&& this.waiting.get() + OVERHEAD + packet.length <= this.bounds.queue()) {
			append(ByteBuffer.wrap(packet));
		}
	}

	/**
	 * Appends a request of the connection itself, once that is up; any thread.
	 * @param concern what it is about; {@code null} if its place does not matter
	 */
	void append(@Nullable Concern concern, Message request) {
		ByteBuffer octets = encode(Objects.requireNonNull(this.link), "", request, true);
		if (concern != null && isPlaceOfMatter(octets)) {
			append(parcel(concern, null, octets));
		}
		else {
			append(octets);
		}
	}

	/** How many octets wait; any thread. */
	long queued() {
		return this.waiting.get();
	}

	/** Whether nothing waits for the socket; any thread. */
	boolean isEmpty() {
		return this.waiting.get() - this.lane.octets() <= 0;
	}

	/**
	 * Whether it has to be known what a packet is about. Sends that wait are looked at
	 * first: one that no longer waits is in the queue, and known there if it is large.
	 */
	private boolean isPlaceOfMatter(ByteBuffer octets) {
		return this.writability.isAwaited() || this.lane.isBusy() || octets.remaining() > this.terms.above();
	}

	private boolean append(ByteBuffer octets) {
		if (!demand()) {
			return !isRetired();
		}
		long size = OVERHEAD + octets.remaining();
		long waiting = this.waiting.addAndGet(size);
		if (waiting > this.bounds.queue()) {
			overflow();
		}
		else {
			added(this.queue.add(octets), waiting, size);
		}
		return true;
	}

	private boolean append(Parcel parcel) {
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
	void put(Parcel parcel) {
		long size = size(parcel);
		long waiting = this.waiting.addAndGet(size);
		if (waiting > this.bounds.queue() || (parcel.isPlain() && !this.bounds.hold(size))) {
			overflow();
			return;
		}
		if (parcel.isLarge()) {
			// before it is in the queue: who comes later has to know of it
			this.lane.expect();
		}
		added(this.queue.add(parcel), waiting, size);
		if (parcel.isPlain() && this.state.get() == State.CLOSED) {
			// what all queues have in common must not keep what nobody will take
			discard();
		}
	}

	/**
	 * After something was added, and before the link is woken up that takes it.
	 * @param first whether nothing else was there: others have woken the link already
	 * @param waiting the octets that wait with it
	 * @param size its part of them
	 */
	private void added(boolean first, long waiting, long size) {
		if (waiting > this.bounds.high() && waiting - size <= this.bounds.high()) {
			this.writability.crossedHigh();
		}
		Link link = this.link;
		if (first && link != null) {
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

	@Override
	public void left(long size) {
		long waiting = this.waiting.addAndGet(-size);
		if (waiting <= this.bounds.low() && waiting + size > this.bounds.low()) {
			this.writability.crossedLow();
		}
	}

	/** What all queues have in common no longer keeps what was taken out of this one. */
	private void release(@Nullable Object item) {
		if (item instanceof Parcel parcel && parcel.isPlain()) {
			this.bounds.release(size(parcel));
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

	/**
	 * Lets the connection take what is queued.
	 * @param encoders for what takes long
	 */
	void attach(Link link, Executor encoders) {
		this.state.compareAndSet(State.UNUSED, State.OPEN);
		this.terms = PartsTerms.of(link.info().keys(), this.bounds.whole());
		this.encoders = encoders;
		this.lane.attach(link, this.terms);
		this.link = link;
	}

	/** The next packets; only for the thread that serves the link. */
	@Nullable ByteBuffer next() {
		Link link = Objects.requireNonNull(this.link);
		ByteBuffer octets = wrap(this.lane.due());
		while (octets == null) {
			Object item = take();
			octets = (item != null) ? octets(link, item) : wrap(this.lane.next());
			// after the poll: what is appended while the queue is being discarded must
			// not get ahead of what was there
			if (item == null || this.state.get() != State.OPEN) {
				break;
			}
			this.lane.passed((octets != null) ? octets.remaining() : 0);
		}
		return (this.state.get() == State.OPEN) ? octets : null;
	}

	private static @Nullable ByteBuffer wrap(byte @Nullable [] octets) {
		return (octets != null) ? ByteBuffer.wrap(octets) : null;
	}

	/** Takes the first item that has to wait for nothing any more. */
	private @Nullable Object take() {
		Object item = this.lane.released();
		if (item == null) {
			do {
				item = this.queue.take();
				release(item);
			}
			while (item instanceof Parcel parcel && this.lane.keeps(parcel));
		}
		if (item != null) {
			leaves(item);
		}
		return item;
	}

	private void leaves(Object item) {
		left((item instanceof PacketQueue.Batch batch) ? batch.size() : size((Parcel) item));
	}

	/** Returns the octets of packets, {@code null} if the peer would not understand. */
	private @Nullable ByteBuffer octets(Link link, Object item) {
		if (item instanceof PacketQueue.Batch batch) {
			return batch.octets();
		}
		Parcel parcel = (Parcel) item;
		if (parcel.isIdle(link)) {
			return null;
		}
		byte[] octets = parcel.encode(link);
		check(link, octets.length);
		return ByteBuffer.wrap(octets);
	}

	/** The peer has taken octets of a large message; for the thread of the link. */
	void taken(long octets) {
		this.lane.taken(octets);
		Objects.requireNonNull(this.link).wakeUp();
	}

	/** The connection is being closed; for the thread of the link. */
	void hurry() {
		this.lane.hurry();
	}

	@Override
	public void encode(Parcel parcel) {
		Link link = Objects.requireNonNull(this.link);
		Objects.requireNonNull(this.encoders).execute(() -> {
			try {
				check(link, parcel.encode(link).length);
				link.wakeUp();
			}
			catch (UnsendableValueException ex) {
				// its sender is gone; without a loss this and what follows would be holes
				close();
				link.close("a queued message cannot be sent: " + ex.getMessage());
			}
		});
	}

	/** Discards everything. Returns whether it was open. */
	boolean close() {
		State before = this.state.getAndSet(State.CLOSED);
		discard();
		return before != State.CLOSED;
	}

	private void discard() {
		for (Object item = this.queue.drop(); item != null; item = this.queue.drop()) {
			release(item);
			leaves(item);
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

	/** Who sees to connections. Called on any thread. */
	interface Owner {

		void demanded(Outbound outbound);

		void overflowed(Outbound outbound);

		void writabilityChanged(Outbound outbound);

	}

}
