package io.aemp.node;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.aemp.Message;
import org.jspecify.annotations.Nullable;

/**
 * Where large messages stand in line and leave in parts, one after the other. What must
 * not overtake them waits here too, and all else passes. When the peer has a message as a
 * whole, a last packet has it handed over, and what has waited for that follows: so the
 * order is the one in which all was queued, as far as anybody may rely on it.
 * <p>
 * Belongs to the thread of the link, except where it says otherwise.
 */
final class Lane {

	private final Queue<Parcel> line = new ArrayDeque<>();

	/** What those in the line are about, and the deaths of those that have sent them. */
	private final Set<Concern> concerns = ConcurrentHashMap.newKeySet();

	/** What has waited long enough. */
	private final Queue<Parcel> released = new ArrayDeque<>();

	/** The large messages that were queued and have not left. */
	private final AtomicInteger expected = new AtomicInteger();

	/** What waits in the line, in octets. */
	private final AtomicLong octets = new AtomicLong();

	private @Nullable Exits exits;

	private @Nullable Link link;

	private PartsTerms terms = PartsTerms.NONE;

	/** The first of the line, once it is encoded. */
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

	/** How much waits in the line, as it was counted; any thread. */
	long octets() {
		return this.octets.get();
	}

	/** Whether a packet may go before the large messages that wait; any thread. */
	boolean mayPass(Parcel parcel) {
		return !parcel.isLarge() && !this.concerns.contains(parcel.concern());
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

	/** Whether a packet from the queue has to wait here. */
	boolean keeps(Parcel parcel) {
		if (parcel.isLarge() && !this.terms.isAgreed()) {
			this.expected.decrementAndGet();
			return false;
		}
		boolean kept = parcel.isLarge() || this.concerns.contains(parcel.concern());
		if (kept) {
			this.line.add(parcel);
			this.concerns.add(parcel.concern());
			Concern death = Concern.deathOf(parcel.sender());
			if (death != null) {
				this.concerns.add(death);
			}
			long size = QueueLevel.size(parcel);
			this.octets.addAndGet(size);
			exits().aside(size);
		}
		return kept;
	}

	/** The next packet that has waited long enough. */
	@Nullable Parcel released() {
		return this.released.poll();
	}

	/** Another packet leaves. */
	void passed(int octets) {
		this.passed += octets;
	}

	/** The next part, if others have had their share since the last one. */
	byte @Nullable [] due() {
		return (this.passed >= this.terms.part() && !this.line.isEmpty()) ? next() : null;
	}

	/** The next part, {@code null} if none can leave now. */
	byte @Nullable [] next() {
		Parcel first = this.line.peek();
		if (first == null) {
			return null;
		}
		Link link = Objects.requireNonNull(this.link);
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
		leaves(Math.min(parts.sent(), first.size()) - Math.min(before, first.size()));
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

	/** The first has left; what has waited for nothing else follows, in order. */
	private void finish(Parcel first, OutgoingParts parts) {
		this.line.remove();
		this.current = null;
		leaves(QueueLevel.size(first) - Math.min(parts.sent(), first.size()));
		List<Parcel> rest = new ArrayList<>(this.line);
		this.line.clear();
		this.concerns.clear();
		this.octets.set(0);
		for (Parcel parcel : rest) {
			if (!keeps(parcel)) {
				this.released.add(parcel);
			}
		}
		this.expected.decrementAndGet();
	}

	private void leaves(long octets) {
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

	/** Where parcels go from the line. */
	interface Exits {

		/** Octets have left that were counted. */
		void left(long octets);

		/** Octets stand in the line, and are in the way of others no more. */
		void aside(long octets);

		/** A message is to be encoded; not here, because that may take long. */
		void encode(Parcel parcel);

	}

}
