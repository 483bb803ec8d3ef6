package io.aemp.outbound;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.aemp.Message;
import io.aemp.link.Link;
import io.aemp.node.NodeRequest;
import org.jspecify.annotations.Nullable;

/**
 * Holds large messages, which leave in parts, and the packets that must not overtake
 * them. Packets of the same concern stand in one line. Only the first packet of a line
 * may leave, and it stays the first until all of it has left: so nothing can pass another
 * packet of its concern. Large messages that are the first of their lines leave one after
 * the other; everything else that is first is ready at once.
 * <p>
 * Belongs to the thread of the link, except where it says otherwise.
 */
final class LargeMessageQueue {

	/** The lines that are not empty. Read by any thread. */
	private final Map<OrderingKey, Queue<QueuedPacket>> lines = new ConcurrentHashMap<>();

	/** Whose first packet is large, in the order in which they leave. */
	private final Queue<OrderingKey> large = new ArrayDeque<>();

	/** Whose first packet is not large, and waits for nothing. */
	private final Queue<OrderingKey> ready = new ArrayDeque<>();

	/** How many packets each port of this node has in lines, by its death. */
	private final Map<OrderingKey, Integer> sentBy = new HashMap<>();

	/** The deaths that must not be known before what the port has sent. */
	private final Set<OrderingKey> heldDeaths = new HashSet<>();

	/** The large messages that were queued and have not left. */
	private final AtomicInteger expected = new AtomicInteger();

	/** What waits in lines, in bytes. */
	private final AtomicLong bytes = new AtomicLong();

	private @Nullable Exits exits;

	private @Nullable Link link;

	private PartsAgreement terms = PartsAgreement.NONE;

	/** The large message that leaves, once it is encoded. */
	private @Nullable LargeMessageTransfer current;

	/** What other packets have taken since the last part. */
	private long passed;

	private boolean encoding;

	private boolean hurried;

	/** A large message is about to be queued; any thread. */
	void expect() {
		this.expected.incrementAndGet();
	}

	/**
	 * Whether a large message was queued and has not left, so that the place of others
	 * matters; any thread.
	 */
	boolean isBusy() {
		return this.expected.get() > 0;
	}

	/** How much waits in lines, as it was counted; any thread. */
	long bytes() {
		return this.bytes.get();
	}

	/** Whether a packet may go before the large messages that wait; any thread. */
	boolean mayPass(QueuedPacket parcel) {
		return !parcel.isLarge() && !this.lines.containsKey(parcel.concern());
	}

	/** The connection is up. */
	void attach(Link link, PartsAgreement terms, Exits exits) {
		this.link = link;
		this.terms = terms;
		this.exits = exits;
	}

	private Exits exits() {
		return Objects.requireNonNull(this.exits);
	}

	/** The connection is being closed: nothing waits for the peer any more. */
	void hurry() {
		this.hurried = true;
		if (this.current != null) {
			this.current.hurry();
		}
	}

	/** Takes a packet that has to wait here. Returns whether it has to. */
	boolean keeps(QueuedPacket parcel) {
		if (parcel.isLarge() && !this.terms.isAgreed()) {
			this.expected.decrementAndGet();
			return false;
		}
		OrderingKey concern = parcel.concern();
		boolean kept = parcel.isLarge() || this.lines.containsKey(concern) || isHeldBack(concern);
		if (kept) {
			enter(parcel);
		}
		return kept;
	}

	private void enter(QueuedPacket parcel) {
		OrderingKey death = OrderingKey.deathOf(parcel.sender());
		if (death != null) {
			this.sentBy.merge(death, 1, Integer::sum);
		}
		Queue<QueuedPacket> line = this.lines.computeIfAbsent(parcel.concern(), (concern) -> new ArrayDeque<>());
		line.add(parcel);
		if (line.size() == 1) {
			nextOf(parcel.concern(), parcel);
		}
		long size = QueueLevel.size(parcel);
		this.bytes.addAndGet(size);
		exits().aside(size);
	}

	/** A packet has become the first of its line. */
	private void nextOf(OrderingKey concern, QueuedPacket first) {
		if (first.isLarge()) {
			this.large.add(concern);
		}
		else if (isHeldBack(concern)) {
			this.heldDeaths.add(concern);
		}
		else {
			this.ready.add(concern);
		}
	}

	/** Whether it is the death of a port that has sent something in a line. */
	private boolean isHeldBack(OrderingKey concern) {
		return this.sentBy.containsKey(concern);
	}

	/** Takes the next packet that waits for nothing. */
	@Nullable QueuedPacket ready() {
		OrderingKey concern = this.ready.poll();
		if (concern == null) {
			return null;
		}
		QueuedPacket parcel = leaves(concern);
		this.bytes.addAndGet(-QueueLevel.size(parcel));
		return parcel;
	}

	/** The first of a line has left as a whole. */
	private QueuedPacket leaves(OrderingKey concern) {
		Queue<QueuedPacket> line = Objects.requireNonNull(this.lines.get(concern));
		QueuedPacket parcel = line.remove();
		QueuedPacket next = line.peek();
		if (next == null) {
			this.lines.remove(concern);
		}
		else {
			nextOf(concern, next);
		}
		OrderingKey death = OrderingKey.deathOf(parcel.sender());
		if (death != null && this.sentBy.merge(death, -1, LargeMessageQueue::sumOrNone) == null
				&& this.heldDeaths.remove(death)) {
			this.ready.add(death);
		}
		return parcel;
	}

	private static @Nullable Integer sumOrNone(int one, int other) {
		return (one + other > 0) ? one + other : null;
	}

	/** Another packet leaves. */
	void passed(int bytes) {
		this.passed += bytes;
	}

	/** The next part, if others have had their share since the last one. */
	byte @Nullable [] due() {
		return (this.passed >= this.terms.part()) ? next() : null;
	}

	/** The next part, {@code null} if none can leave now. */
	byte @Nullable [] next() {
		OrderingKey concern = this.large.peek();
		if (concern == null) {
			return null;
		}
		Link link = Objects.requireNonNull(this.link);
		QueuedPacket first = Objects.requireNonNull(this.lines.get(concern)).element();
		LargeMessageTransfer parts = this.current;
		if (parts == null) {
			ByteBuffer bytes = this.hurried ? first.encode(link) : first.bytes();
			if (bytes == null) {
				encode(first);
				return null;
			}
			parts = begin(bytes);
		}
		this.passed = 0;
		if (parts.isTaken()) {
			finish(first, parts);
			return link.encode("", Message.of(NodeRequest.PART_END));
		}
		int before = parts.sent();
		byte[] part = parts.next(link);
		left(Math.min(parts.sent(), first.size()) - Math.min(before, first.size()));
		return part;
	}

	private void encode(QueuedPacket parcel) {
		if (!this.encoding) {
			this.encoding = true;
			exits().encode(parcel);
		}
	}

	private LargeMessageTransfer begin(ByteBuffer bytes) {
		this.encoding = false;
		LargeMessageTransfer parts = new LargeMessageTransfer(bytes, this.terms.part());
		if (this.hurried) {
			parts.hurry();
		}
		this.current = parts;
		return parts;
	}

	private void finish(QueuedPacket first, LargeMessageTransfer parts) {
		this.current = null;
		leaves(this.large.remove());
		left(QueueLevel.size(first) - Math.min(parts.sent(), first.size()));
		this.expected.decrementAndGet();
	}

	private void left(long bytes) {
		if (bytes > 0) {
			this.bytes.addAndGet(-bytes);
			exits().left(bytes);
		}
	}

	/**
	 * The peer has taken bytes of the message that is on its way.
	 * @throws IllegalArgumentException if it cannot have
	 */
	void taken(long bytes) {
		LargeMessageTransfer parts = this.current;
		if (parts == null) {
			throw new IllegalArgumentException("the peer has taken parts that were not sent");
		}
		parts.taken(bytes);
	}

	/** Where packets go from here. */
	interface Exits {

		/** Bytes have left that were counted. */
		void left(long bytes);

		/** Bytes stand in a line, and are in the way of others no more. */
		void aside(long bytes);

		/** A message is to be encoded; not here, because that may take long. */
		void encode(QueuedPacket parcel);

	}

}
