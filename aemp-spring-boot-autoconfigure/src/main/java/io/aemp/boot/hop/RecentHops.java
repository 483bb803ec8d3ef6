package io.aemp.boot.hop;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.aemp.Message;
import org.jspecify.annotations.Nullable;

/** The last hops of this node, of all messages that are followed. Any thread. */
public final class RecentHops {

	/** How many are kept: peers decide how many there are. */
	public static final int MOST = 1000;

	/** By their IDs, the oldest first. */
	private final Map<String, Hop> hops = new LinkedHashMap<>() {

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, Hop> eldest) {
			return size() > MOST;
		}

	};

	/**
	 * Marks a message to be followed.
	 * @param message the message
	 * @param name the name to follow it under: 1 to 40 letters of ASCII, digits or
	 * {@code _ . -}
	 * @return the message to send
	 * @throws IllegalArgumentException if the name is of another form
	 */
	public Message follow(Message message, String name) {
		if (!Mark.isName(name)) {
			throw new IllegalArgumentException(
					"A message is followed under a name of 1 to 40 letters, digits or _ . -");
		}
		Map<String, String> headers = new LinkedHashMap<>(message.headers());
		headers.put(Mark.HEADER, new Mark(name, Mark.NO_HOP, 0).toString());
		return message.withHeaders(headers);
	}

	/**
	 * The hops of one message.
	 * @param name the name under which it is followed
	 * @return those that are known, the oldest first
	 */
	public synchronized List<Hop> of(String name) {
		return this.hops.values().stream().filter((hop) -> hop.message().equals(name)).toList();
	}

	/**
	 * The first known hop of each message.
	 * @return those hops, the oldest first
	 */
	public synchronized List<Hop> firsts() {
		Map<String, Hop> firsts = new LinkedHashMap<>();
		this.hops.values().forEach((hop) -> firsts.putIfAbsent(hop.message(), hop));
		return List.copyOf(firsts.values());
	}

	synchronized void begin(Hop hop) {
		this.hops.put(hop.id(), hop);
	}

	synchronized void end(String id, Duration duration, @Nullable String failure) {
		this.hops.computeIfPresent(id, (known, hop) -> hop.ended(duration, failure));
	}

}
