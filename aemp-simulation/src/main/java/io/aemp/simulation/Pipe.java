package io.aemp.simulation;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * One direction of a connection, as TCP does it: bytes are cut into segments, arrive in
 * order if at all, are sent again while there is no way, and wait while the other side
 * does not read. In the end the sender gives up.
 */
final class Pipe {

	/** How much may wait in the receiving host. */
	private static final int WINDOW = 64 * 1024;

	/** How much may wait in the sending host before the process should stop writing. */
	private static final int FULL = 128 * 1024;

	private static final int ROOM = 64 * 1024;

	private static final long FIRST_RETRY = Nanos.SECOND / 5;

	private static final long LAST_RETRY = 30 * Nanos.SECOND;

	/** When TCP gives up on bytes that nobody acknowledges. */
	private static final long PATIENCE = 120 * Nanos.SECOND;

	private final ByteQueue waiting = new ByteQueue();

	/** What has not arrived, as there was no way. */
	private final Queue<Segment> lost = new ArrayDeque<>();

	private final Connection connection;

	private final SimulatedSocket source;

	private final SimulatedSocket target;

	private boolean full;

	private boolean finishing;

	private boolean severed;

	private boolean over;

	private boolean retrying;

	private long retryDelay = FIRST_RETRY;

	private int outstanding;

	private int unacknowledged;

	private long unacknowledgedSince;

	private long departure;

	private long arrival;

	Pipe(Connection connection, SimulatedSocket source, SimulatedSocket target) {
		this.connection = connection;
		this.source = source;
		this.target = target;
	}

	boolean isFull() {
		return this.full;
	}

	boolean isSevered() {
		return this.severed;
	}

	void sever() {
		this.severed = true;
	}

	void write(byte[] bytes) {
		if (!this.over) {
			this.waiting.add(bytes);
			this.full = this.full || this.waiting.size() > FULL;
			pump();
		}
	}

	/** Nothing follows what has been written. */
	void finish() {
		this.finishing = true;
		pump();
	}

	/** Nothing more arrives. */
	void abandon() {
		this.over = true;
		this.waiting.clear();
		this.lost.clear();
	}

	/** Sends what the other side has room for. */
	void pump() {
		while (!this.over && !this.waiting.isEmpty() && this.outstanding + this.target.unread() < WINDOW) {
			transmit(new Segment(this.waiting.take(this.connection.segment())));
		}
		if (!this.over && this.finishing && this.waiting.isEmpty()) {
			this.finishing = false;
			transmit(Segment.END);
		}
		if (this.full && this.waiting.size() < ROOM) {
			this.full = false;
			this.source.writable();
		}
	}

	private void transmit(Segment segment) {
		if (this.outstanding == 0) {
			this.unacknowledgedSince = now();
		}
		this.outstanding += segment.size();
		this.departure = Math.max(this.departure, now())
				+ segment.size() * Nanos.SECOND / this.connection.bytesPerSecond();
		this.arrival = Math.max(this.arrival, this.departure + this.connection.latency());
		this.connection.world().at(this.arrival, () -> arrive(segment));
	}

	private void arrive(Segment segment) {
		if (this.over) {
			return;
		}
		if (isOpen() && this.lost.isEmpty() && isDelivered(segment)) {
			acknowledge();
		}
		else {
			this.lost.add(segment);
			retryLater();
		}
	}

	/** What nobody takes is not acknowledged: so each time it is answered by a reset. */
	private boolean isDelivered(Segment segment) {
		if (!this.target.receive(segment)) {
			return false;
		}
		this.unacknowledged += segment.size();
		return true;
	}

	private void acknowledge() {
		if (this.target.isClosed()) {
			// no acknowledgement has got through in time, so all of it is sent again
			this.connection.resetFrom(this.target);
			retryLater();
			return;
		}
		if (this.target.isSevered() || !this.connection.isOpen(this.target.host(), this.source.host())) {
			retryLater();
			return;
		}
		this.outstanding -= this.unacknowledged;
		this.unacknowledged = 0;
		this.unacknowledgedSince = now();
		this.retryDelay = FIRST_RETRY;
		pump();
	}

	private boolean isOpen() {
		return !this.severed && this.connection.isOpen(this.source.host(), this.target.host());
	}

	private void retryLater() {
		if (!this.retrying) {
			this.retrying = true;
			this.connection.world().after(this.retryDelay, this::retry);
			this.retryDelay = Math.min(LAST_RETRY, 2 * this.retryDelay);
		}
	}

	private void retry() {
		this.retrying = false;
		if (this.over || this.outstanding == 0) {
			return;
		}
		if (now() - this.unacknowledgedSince > PATIENCE) {
			this.source.abort("Connection timed out");
		}
		else if (isOpen()) {
			retryNow();
		}
		else {
			retryLater();
		}
	}

	/** Sends what was lost at once, if there is a way. */
	void sendAgain() {
		this.retryDelay = FIRST_RETRY;
		if (!this.over && isOpen()) {
			retryNow();
		}
	}

	private void retryNow() {
		while (!this.lost.isEmpty()) {
			if (!isDelivered(this.lost.element())) {
				retryLater();
				return;
			}
			this.lost.remove();
		}
		acknowledge();
	}

	private long now() {
		return this.connection.world().now();
	}

	/**
	 * What travels at once.
	 *
	 * @param bytes the bytes; none at the end
	 */
	record Segment(byte[] bytes) {

		static final Segment END = new Segment(new byte[0]);

		int size() {
			return Math.max(1, this.bytes.length);
		}

	}

}
