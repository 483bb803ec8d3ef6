package io.aemp.outbound;

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

import org.jspecify.annotations.Nullable;

/**
 * Holds large messages, and the packets that must not overtake them. Packets with the
 * same ordering key stand in one line. Only the first packet of a line may leave, and it
 * stays the first until all of it has left: so no packet can pass another one with its
 * key. Large messages that are the first of their lines leave one after the other.
 * Everything else that is first may leave at once.
 * <p>
 * Belongs to the thread of the link, except where it says otherwise.
 */
final class LargeMessageQueue {

	/** The lines that are not empty. Read by any thread. */
	private final Map<OrderingKey, Queue<QueuedPacket>> lines = new ConcurrentHashMap<>();

	/** The lines whose first packet is large, in the order in which these leave. */
	private final Queue<OrderingKey> large = new ArrayDeque<>();

	/** The lines whose first packet is not large, and waits for nothing. */
	private final Queue<OrderingKey> ready = new ArrayDeque<>();

	/** How many packets each port of this node has in lines, by its death. */
	private final Map<OrderingKey, Integer> sentBy = new HashMap<>();

	/** The deaths that the peer must not know before what the port has sent. */
	private final Set<OrderingKey> heldDeaths = new HashSet<>();

	/** How many large messages were queued and have not left. */
	private final AtomicInteger expected = new AtomicInteger();

	/** How much waits in lines. */
	private final AtomicLong bytes = new AtomicLong();

	/** A large message is about to be queued; any thread. */
	void expect() {
		this.expected.incrementAndGet();
	}

	/** A large message that was expected goes another way. */
	void unexpect() {
		this.expected.decrementAndGet();
	}

	/**
	 * Whether a large message was queued and has not left, so that the place of other
	 * packets matters; any thread.
	 */
	boolean isBusy() {
		return this.expected.get() > 0;
	}

	/** How much waits in lines, in bytes; any thread. */
	long bytes() {
		return this.bytes.get();
	}

	/** Whether a packet may go before the large messages that wait; any thread. */
	boolean mayPass(QueuedPacket packet) {
		return !packet.isLarge() && !this.lines.containsKey(packet.key());
	}

	/** Whether a packet has to wait here. */
	boolean mustWait(QueuedPacket packet) {
		return packet.isLarge() || this.lines.containsKey(packet.key()) || isHeldBack(packet.key());
	}

	/** Adds a packet that has to wait. */
	void add(QueuedPacket packet) {
		OrderingKey death = OrderingKey.deathOf(packet.sender());
		if (death != null) {
			this.sentBy.merge(death, 1, Integer::sum);
		}
		Queue<QueuedPacket> line = this.lines.computeIfAbsent(packet.key(), (key) -> new ArrayDeque<>());
		line.add(packet);
		if (line.size() == 1) {
			begins(packet.key(), packet);
		}
		this.bytes.addAndGet(QueueLevel.size(packet));
	}

	/** A packet has become the first of its line. */
	private void begins(OrderingKey key, QueuedPacket first) {
		if (first.isLarge()) {
			this.large.add(key);
		}
		else if (isHeldBack(key)) {
			this.heldDeaths.add(key);
		}
		else {
			this.ready.add(key);
		}
	}

	/** Whether it is the death of a port that has sent something in a line. */
	private boolean isHeldBack(OrderingKey key) {
		return this.sentBy.containsKey(key);
	}

	/** Takes the next packet that waits for nothing. */
	@Nullable QueuedPacket pollReady() {
		OrderingKey key = this.ready.poll();
		if (key == null) {
			return null;
		}
		QueuedPacket packet = leaves(key);
		this.bytes.addAndGet(-QueueLevel.size(packet));
		return packet;
	}

	/** The large message whose turn it is. */
	@Nullable QueuedPacket peekLarge() {
		OrderingKey key = this.large.peek();
		return (key != null) ? Objects.requireNonNull(this.lines.get(key)).element() : null;
	}

	/** A part of the large message has left, or what counts for it besides its bytes. */
	void sent(long bytes) {
		this.bytes.addAndGet(-bytes);
	}

	/** All of the large message has left. */
	void removeLarge() {
		leaves(this.large.remove());
	}

	/** The first packet of a line has left as a whole. */
	private QueuedPacket leaves(OrderingKey key) {
		Queue<QueuedPacket> line = Objects.requireNonNull(this.lines.get(key));
		QueuedPacket packet = line.remove();
		QueuedPacket next = line.peek();
		if (next == null) {
			this.lines.remove(key);
		}
		else {
			begins(key, next);
		}
		OrderingKey death = OrderingKey.deathOf(packet.sender());
		if (death != null && this.sentBy.merge(death, -1, LargeMessageQueue::sumOrNone) == null
				&& this.heldDeaths.remove(death)) {
			this.ready.add(death);
		}
		return packet;
	}

	private static @Nullable Integer sumOrNone(int one, int other) {
		return (one + other > 0) ? one + other : null;
	}

}
