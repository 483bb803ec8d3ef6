package io.aemp.node;

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
	private final Map<Concern, Queue<Parcel>> lines = new ConcurrentHashMap<>();

	/** Whose first packet is large, in the order in which they leave. */
	private final Queue<Concern> large = new ArrayDeque<>();

	/** Whose first packet is not large, and waits for nothing. */
	private final Queue<Concern> ready = new ArrayDeque<>();

	/** How many packets each port of this node has in lines, by its death. */
	private final Map<Concern, Integer> sentBy = new HashMap<>();

	/** The deaths that must not be known before what the port has sent. */
	private final Set<Concern> heldDeaths = new HashSet<>();

	/** The large messages that were queued and have not left. */
	private final AtomicInteger expected = new AtomicInteger();

	/** What waits in lines, in octets. */
	private final AtomicLong octets = new AtomicLong();

	private @Nullable Exits exits;

	private @Nullable Link link;

	private PartsTerms terms = PartsTerms.NONE;

	/** The large message that leaves, once it is encoded. */
	private @Nullable OutgoingParts current;

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
	long octets() {
		return this.octets.get();
	}

	/** Whether a packet may go before the large messages that wait; any thread. */
	boolean mayPass(Parcel parcel) {
		return !parcel.isLarge() && !this.lines.containsKey(parcel.concern());
	}

	/** The connection is up. */
	void attach(Link link, PartsTerms terms, Exits exits) {
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
	boolean keeps(Parcel parcel) {
		if (parcel.isLarge() && !this.terms.isAgreed()) {
			this.expected.decrementAndGet();
			return false;
		}
		Concern concern = parcel.concern();
		boolean kept = parcel.isLarge() || this.lines.containsKey(concern) || isHeldBack(concern);
		if (kept) {
			enter(parcel);
		}
		return kept;
	}

	private void enter(Parcel parcel) {
		Concern death = Concern.deathOf(parcel.sender());
		if (death != null) {
			this.sentBy.merge(death, 1, Integer::sum);
		}
		Queue<Parcel> line = this.lines.computeIfAbsent(parcel.concern(), (concern) -> new ArrayDeque<>());
		line.add(parcel);
		if (line.size() == 1) {
			nextOf(parcel.concern(), parcel);
		}
		long size = QueueLevel.size(parcel);
		this.octets.addAndGet(size);
		exits().aside(size);
	}

	/** A packet has become the first of its line. */
	private void nextOf(Concern concern, Parcel first) {
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
	private boolean isHeldBack(Concern concern) {
		return this.sentBy.containsKey(concern);
	}

	/** Takes the next packet that waits for nothing. */
	@Nullable Parcel ready() {
		Concern concern = this.ready.poll();
		if (concern == null) {
			return null;
		}
		Parcel parcel = leaves(concern);
		this.octets.addAndGet(-QueueLevel.size(parcel));
		return parcel;
	}

	/** The first of a line has left as a whole. */
	private Parcel leaves(Concern concern) {
		Queue<Parcel> line = Objects.requireNonNull(this.lines.get(concern));
		Parcel parcel = line.remove();
		Parcel next = line.peek();
		if (next == null) {
			this.lines.remove(concern);
		}
		else {
			nextOf(concern, next);
		}
		Concern death = Concern.deathOf(parcel.sender());
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
	void passed(int octets) {
		this.passed += octets;
	}

	/** The next part, if others have had their share since the last one. */
	byte @Nullable [] due() {
		return (this.passed >= this.terms.part()) ? next() : null;
	}

	/** The next part, {@code null} if none can leave now. */
	byte @Nullable [] next() {
		Concern concern = this.large.peek();
		if (concern == null) {
			return null;
		}
		Link link = Objects.requireNonNull(this.link);
		Parcel first = Objects.requireNonNull(this.lines.get(concern)).element();
		OutgoingParts parts = this.current;
		if (parts == null) {
			ByteBuffer octets = this.hurried ? first.encode(link) : first.octets();
			if (octets == null) {
				encode(first);
				return null;
			}
			parts = begin(octets);
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

	private void encode(Parcel parcel) {
		if (!this.encoding) {
			this.encoding = true;
			exits().encode(parcel);
		}
	}

	private OutgoingParts begin(ByteBuffer octets) {
		this.encoding = false;
		OutgoingParts parts = new OutgoingParts(octets, this.terms.part());
		if (this.hurried) {
			parts.hurry();
		}
		this.current = parts;
		return parts;
	}

	private void finish(Parcel first, OutgoingParts parts) {
		this.current = null;
		leaves(this.large.remove());
		left(QueueLevel.size(first) - Math.min(parts.sent(), first.size()));
		this.expected.decrementAndGet();
	}

	private void left(long octets) {
		if (octets > 0) {
			this.octets.addAndGet(-octets);
			exits().left(octets);
		}
	}

	/**
	 * The peer has taken octets of the message that is on its way.
	 * @throws IllegalArgumentException if it cannot have
	 */
	void taken(long octets) {
		OutgoingParts parts = this.current;
		if (parts == null) {
			throw new IllegalArgumentException("the peer has taken parts that were not sent");
		}
		parts.taken(octets);
	}

	/** Where packets go from here. */
	interface Exits {

		/** Octets have left that were counted. */
		void left(long octets);

		/** Octets stand in a line, and are in the way of others no more. */
		void aside(long octets);

		/** A message is to be encoded; not here, because that may take long. */
		void encode(Parcel parcel);

	}

}
