package io.aemp.dataconnection;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.aemp.link.ByteStream;
import io.aemp.link.Streams;
import org.jspecify.annotations.Nullable;

/**
 * The streams that other nodes are expected to make, by node and ID. An ID belongs to the
 * node that is to use it, and is used once. Any thread.
 */
final class Expected implements Streams.Acceptor {

	private final Map<Key, Consumer<ByteStream>> entries = new HashMap<>();

	/** How many connections of a node are expected or open. */
	private final Map<String, AtomicInteger> counts = new HashMap<>();

	private final int most;

	private final Handlers handlers;

	/**
	 * Creates an empty set.
	 * @param most how many connections of one node may be expected or open
	 * @param handlers take connections that may be announced
	 */
	Expected(int most, Handlers handlers) {
		this.most = most;
		this.handlers = handlers;
	}

	/**
	 * Takes one of the places of a node.
	 * @param node the node ID
	 * @return whether there was one
	 */
	synchronized boolean reserve(String node) {
		AtomicInteger count = this.counts.computeIfAbsent(node, (id) -> new AtomicInteger());
		return count.get() < this.most && count.incrementAndGet() > 0;
	}

	/**
	 * Gives the place of a connection back that is neither expected nor open any more.
	 */
	synchronized void free(String node) {
		AtomicInteger count = this.counts.get(node);
		if (count != null && count.decrementAndGet() <= 0) {
			this.counts.remove(node);
		}
	}

	/**
	 * Expects a stream.
	 * @param node the node that is to make it
	 * @param id what the node will name
	 * @param taker takes the stream, on a transport thread
	 * @return whether the ID was free
	 */
	synchronized boolean add(String node, String id, Consumer<ByteStream> taker) {
		return this.entries.putIfAbsent(new Key(node, id), taker) == null;
	}

	@Override
	public synchronized boolean isOpen() {
		return !this.handlers.isEmpty() || !this.entries.isEmpty();
	}

	@Override
	public synchronized @Nullable Consumer<ByteStream> claim(String node, String id) {
		return this.entries.remove(new Key(node, id));
	}

	private record Key(String node, String id) {

	}

}
