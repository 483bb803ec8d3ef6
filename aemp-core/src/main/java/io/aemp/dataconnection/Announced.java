package io.aemp.dataconnection;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.aemp.DataConnectionException;
import io.aemp.Guard;
import io.aemp.Node;
import io.aemp.link.ByteStream;

/**
 * The announcements that wait: until the other node dials, until it asks this one to
 * dial, or until their time is over. The port of the other node learns of a failure. Any
 * thread.
 */
final class Announced {

	private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();

	private final Node node;

	private final ConnectionParts parts;

	private final Expected expected;

	private final Arrivals arrivals;

	Announced(Node node, ConnectionParts parts, Expected expected, Arrivals arrivals) {
		this.node = node;
		this.parts = parts;
		this.expected = expected;
		this.arrivals = arrivals;
	}

	/** Returns whether the ID was free; the place of the connection is reserved. */
	boolean add(Announcement announcement) {
		Waiting entry = new Waiting(announcement, this.parts.threads().nanoTime() + announcement.timeout().toNanos());
		String key = key(announcement.node(), announcement.id());
		if (this.waiting.putIfAbsent(key, entry) != null) {
			return false;
		}
		if (!this.expected.add(announcement.node(), announcement.id(), (stream) -> arrived(entry, stream))) {
			this.waiting.remove(key);
			return false;
		}
		entry.timer = this.parts.threads().schedule(announcement.timeout(), () -> late(entry));
		return true;
	}

	/** A space cannot be part of a node ID. */
	private static String key(String node, String id) {
		return node + " " + id;
	}

	private void late(Waiting entry) {
		if (claim(entry)) {
			refuse(entry.announcement,
					"no data connection came within " + entry.announcement.timeout().toMillis() + " ms");
		}
	}

	/** Ends the wait; returns whether the caller is the one who ends it. */
	private boolean claim(Waiting entry) {
		remove(entry);
		return this.expected.claim(entry.announcement.node(), entry.announcement.id()) != null;
	}

	private void remove(Waiting entry) {
		entry.timer.close();
		this.waiting.remove(key(entry.announcement.node(), entry.announcement.id()), entry);
	}

	/** The announcement came to nothing. */
	private void refuse(Announcement announcement, String text) {
		this.expected.free(announcement.node());
		this.node.kill(announcement.port(), DataConnectionException.IDENTIFIER, this.node.id() + ": " + text);
	}

	private void arrived(Waiting entry, ByteStream stream) {
		remove(entry);
		take(entry.announcement, stream);
	}

	private void take(Announcement announcement, ByteStream stream) {
		this.arrivals.take(stream, announcement.handler(), announcement.arguments(),
				() -> this.expected.free(announcement.node()));
	}

	/**
	 * Dials the node that has announced a connection.
	 * @param node the node
	 * @param id the ID of the connection
	 * @return whether it has announced that
	 */
	boolean dialBack(String node, String id) {
		Waiting entry = this.waiting.get(key(node, id));
		if (entry == null || !claim(entry)) {
			return false;
		}
		Announcement announcement = entry.announcement;
		new DialBack(this.node, this.parts, announcement, entry.deadline, (stream) -> take(announcement, stream),
				(problem) -> refuse(announcement, problem))
			.begin();
		return true;
	}

	/** An entry. */
	private static final class Waiting {

		private final Announcement announcement;

		private final long deadline;

		private volatile Guard timer = () -> {
		};

		private Waiting(Announcement announcement, long deadline) {
			this.announcement = announcement;
			this.deadline = deadline;
		}

	}

}
