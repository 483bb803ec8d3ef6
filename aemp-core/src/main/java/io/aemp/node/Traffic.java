package io.aemp.node;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * Adds up what the connections of a node have counted, those that are over and those that
 * are not. Any thread.
 */
public final class Traffic {

	/** Guarded by this, like all state. */
	private final Set<LinkSession> sessions = new LinkedHashSet<>();

	private long packetsSent;

	private long packetsReceived;

	private long bytesSent;

	private long bytesReceived;

	Traffic() {
	}

	synchronized void begin(LinkSession session) {
		this.sessions.add(session);
	}

	/** The thread of the link has left it, so the session counts nothing more. */
	synchronized void end(LinkSession session) {
		if (this.sessions.remove(session)) {
			this.packetsSent += session.queue().sent();
			this.packetsReceived += session.received();
			this.bytesSent += session.link().sent();
			this.bytesReceived += session.link().received();
		}
	}

	/**
	 * The packets that have left the send queues.
	 * @return the number of packets
	 */
	public synchronized long packetsSent() {
		return this.packetsSent + sum((session) -> session.queue().sent());
	}

	/**
	 * The packets that have arrived.
	 * @return the number of packets
	 */
	public synchronized long packetsReceived() {
		return this.packetsReceived + sum(LinkSession::received);
	}

	/**
	 * The bytes that sockets have taken.
	 * @return the number of bytes
	 */
	public synchronized long bytesSent() {
		return this.bytesSent + sum((session) -> session.link().sent());
	}

	/**
	 * The bytes that have arrived.
	 * @return the number of bytes
	 */
	public synchronized long bytesReceived() {
		return this.bytesReceived + sum((session) -> session.link().received());
	}

	private long sum(ToLongFunction<LinkSession> count) {
		return this.sessions.stream().mapToLong(count).sum();
	}

}
