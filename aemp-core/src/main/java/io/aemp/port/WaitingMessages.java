package io.aemp.port;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import io.aemp.Message;
import org.jspecify.annotations.Nullable;

/**
 * Messages in the order of their arrival, and those of each tag in that order too. Not
 * thread-safe.
 */
final class WaitingMessages {

	private final Line all = new Line();

	/** The lines of the tags of which messages wait. */
	private final Map<String, Line> tagged = new HashMap<>();

	private long arrivals;

	void add(Object entry, Message message) {
		Waiting waiting = new Waiting(entry, message, this.arrivals++);
		this.all.append(waiting.inAll);
		String tag = message.tag();
		if (tag != null) {
			this.tagged.computeIfAbsent(tag, (key) -> new Line()).append(waiting.inLine);
		}
	}

	void remove(Waiting waiting) {
		this.all.remove(waiting.inAll);
		String tag = waiting.message.tag();
		Line line = (tag != null) ? this.tagged.get(tag) : null;
		if (line != null) {
			line.remove(waiting.inLine);
			if (line.first == null) {
				this.tagged.remove(tag);
			}
		}
	}

	@Nullable Waiting first() {
		return waiting(this.all.first);
	}

	@Nullable Waiting after(Waiting waiting) {
		return waiting(waiting.inAll.next);
	}

	/** Finds the oldest message that has one of the tags. */
	@Nullable Waiting first(Set<String> tags) {
		Waiting oldest = null;
		for (String tag : tags) {
			Line line = this.tagged.get(tag);
			Waiting first = (line != null) ? waiting(line.first) : null;
			if (first != null && (oldest == null || first.number < oldest.number)) {
				oldest = first;
			}
		}
		return oldest;
	}

	private static @Nullable Waiting waiting(@Nullable Link link) {
		return (link != null) ? link.waiting : null;
	}

	void clear() {
		this.all.first = null;
		this.all.last = null;
		this.tagged.clear();
	}

	/** A message that waits. */
	static final class Waiting {

		private final Object entry;

		private final Message message;

		private final long number;

		private final Link inAll = new Link(this);

		private final Link inLine = new Link(this);

		Waiting(Object entry, Message message, long number) {
			this.entry = entry;
			this.message = message;
			this.number = number;
		}

		Object entry() {
			return this.entry;
		}

		Message message() {
			return this.message;
		}

	}

	/** The place of a message in one line. */
	private static final class Link {

		private final Waiting waiting;

		private @Nullable Link previous;

		private @Nullable Link next;

		Link(Waiting waiting) {
			this.waiting = waiting;
		}

	}

	/** Messages, oldest first. */
	private static final class Line {

		private @Nullable Link first;

		private @Nullable Link last;

		void append(Link link) {
			Link last = this.last;
			link.previous = last;
			if (last != null) {
				last.next = link;
			}
			else {
				this.first = link;
			}
			this.last = link;
		}

		void remove(Link link) {
			Link previous = link.previous;
			Link next = link.next;
			if (previous != null) {
				previous.next = next;
			}
			else {
				this.first = next;
			}
			if (next != null) {
				next.previous = previous;
			}
			else {
				this.last = previous;
			}
			// a search that stands here finds its end, as after clear()
			link.previous = null;
		}

	}

}
