package io.aemp.liveness;

import io.aemp.Message;
import io.aemp.link.Link;
import io.aemp.liveness.FailureDetection.Tick;
import io.aemp.outbound.SendQueue;
import org.jspecify.annotations.Nullable;

/**
 * Tracks the liveness of one connection in both directions: measures how long the peer is
 * silent, asks the peer for an answer if it sends no heartbeats, and sends heartbeats to
 * a peer that expects them. Any received bytes show that the peer is alive. Ticks on the
 * control executor are the only source of time.
 */
final class PeerLiveness {

	/**
	 * The divisor of the minimum silence limit that is left to a peer after a standstill
	 * of this node.
	 */
	private static final int TIME_TO_READ = 4;

	private final Link link;

	private final SendQueue queue;

	private final SilenceLimits limits;

	private final PhiAccrual phi;

	/** An empty packet; {@code null} if the peer expects no heartbeats. */
	private final byte @Nullable [] heartbeat;

	private final byte[] question;

	/** The time without sent bytes after which a heartbeat is due, in nanoseconds. */
	private final long maximumIdle;

	private final Progress received;

	private final Progress sent;

	private final Progress unblocked;

	/** In nanoseconds. Only ticks write it; any thread reads it. */
	private volatile long silence;

	private long idle;

	private long nextQuestion;

	/**
	 * Creates the tracker of a connection.
	 * @param link the connection
	 * @param queue its send queue
	 * @param limits how long the peer may be silent
	 * @param maximumIdle how long this node may be silent, in nanoseconds
	 * @param question the encoded packet that asks the peer for an answer
	 */
	PeerLiveness(Link link, SendQueue queue, SilenceLimits limits, long maximumIdle, byte[] question) {
		this.link = link;
		this.queue = queue;
		this.limits = limits;
		this.phi = new PhiAccrual((limits.question() > 0) ? limits.question() : maximumIdle);
		this.heartbeat = (SilenceLimits.heartbeat(link.info().keys()) > 0) ? link.encode("", Message.of()) : null;
		this.maximumIdle = maximumIdle;
		this.question = question;
		this.received = new Progress(link.received());
		this.sent = new Progress(link.sent());
		this.unblocked = new Progress(link.unblocked());
		this.nextQuestion = limits.question();
	}

	/** Advances by one tick. Returns {@code false} if the peer counts as lost. */
	boolean tick(Tick tick) {
		boolean heard = this.received.changedTo(this.link.received());
		boolean written = this.sent.changedTo(this.link.sent());
		this.idle = written ? 0 : this.idle + tick.gap();
		if (this.idle >= this.maximumIdle && this.heartbeat != null) {
			offerIfEmpty(this.heartbeat);
		}
		boolean reads = this.unblocked.changedTo(this.link.unblocked());
		if (heard || reads || this.link.isPaused()) {
			endSilence(heard && !tick.afterStandstill());
			return true;
		}
		if (tick.afterStandstill()) {
			grantTime();
			return true;
		}
		long silence = this.silence + tick.counted();
		this.silence = silence;
		if (this.limits.question() > 0 && silence >= this.nextQuestion && offerIfEmpty(this.question)) {
			this.nextQuestion = silence + this.limits.question();
		}
		return silence < this.phi.limit(this.limits.minimum(), this.limits.maximum());
	}

	/**
	 * Ends the silence. Only a gap that ends with received bytes, without a standstill of
	 * this node, enters the phi estimate.
	 */
	private void endSilence(boolean heard) {
		if (heard && this.silence > 0) {
			this.phi.heard(this.silence);
		}
		this.silence = 0;
		this.nextQuestion = this.limits.question();
	}

	/**
	 * Leaves the peer some time: this node has yet to read what arrived during the
	 * standstill.
	 */
	private void grantTime() {
		this.silence = Math.min(this.silence, this.limits.minimum() - this.limits.minimum() / TIME_TO_READ);
		this.nextQuestion = this.silence;
	}

	/**
	 * Sends a packet if the queue is empty: behind packets that the peer does not take it
	 * would be useless.
	 */
	private boolean offerIfEmpty(byte[] packet) {
		if (!this.queue.level().isEmpty()) {
			return false;
		}
		this.queue.offer(packet);
		return true;
	}

	/** Returns how long the peer has been silent, in nanoseconds. Any thread. */
	long silence() {
		return this.silence;
	}

	/** Detects whether a count has changed since the last look. */
	private static final class Progress {

		private long seen;

		Progress(long count) {
			this.seen = count;
		}

		boolean changedTo(long count) {
			boolean changed = count != this.seen;
			this.seen = count;
			return changed;
		}

	}

}
