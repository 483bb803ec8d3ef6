package io.aemp.liveness;

import io.aemp.Message;
import io.aemp.link.Link;
import io.aemp.liveness.FailureDetection.Tick;
import io.aemp.outbound.SendQueue;
import org.jspecify.annotations.Nullable;

/**
 * The signs of life of one connection, in both directions: notices how long the peer is
 * silent, asks it for an answer if it sends no heartbeats, and sends heartbeats to a peer
 * that counts on them. Whatever bytes arrive are a sign of life. Knows time only by
 * ticks, which come on the control executor.
 */
final class PeerLiveness {

	/** After a standstill of this node a peer has at least this part of its time left. */
	private static final int TIME_TO_READ = 4;

	private final Link link;

	private final SendQueue outbound;

	private final SilenceLimits patience;

	private final PhiAccrual rhythm;

	/** An empty packet, if the peer counts on it. */
	private final byte @Nullable [] heartbeat;

	private final byte[] question;

	/** After how long without anything sent there is to be a heartbeat. */
	private final long maximumIdle;

	private final Progress received;

	private final Progress sent;

	private final Progress unblocked;

	/** Written by ticks only; read by any thread. */
	private volatile long silence;

	private long idle;

	private long nextQuestion;

	/**
	 * Begins to notice.
	 * @param link the connection
	 * @param outbound what is sent over it
	 * @param patience how much silence is borne
	 * @param maximumIdle how long this node may be silent
	 * @param question asks the peer for an answer
	 */
	PeerLiveness(Link link, SendQueue outbound, SilenceLimits patience, long maximumIdle, byte[] question) {
		this.link = link;
		this.outbound = outbound;
		this.patience = patience;
		this.rhythm = new PhiAccrual((patience.question() > 0) ? patience.question() : maximumIdle);
		this.heartbeat = (SilenceLimits.heartbeat(link.info().keys()) > 0) ? link.encode("", Message.of()) : null;
		this.maximumIdle = maximumIdle;
		this.question = question;
		this.received = new Progress(link.received());
		this.sent = new Progress(link.sent());
		this.unblocked = new Progress(link.unblocked());
		this.nextQuestion = patience.question();
	}

	/** Returns whether the peer is still to be borne. */
	boolean tick(Tick tick) {
		boolean heard = this.received.isMade(this.link.received());
		boolean taken = this.sent.isMade(this.link.sent());
		this.idle = taken ? 0 : this.idle + tick.gap();
		if (this.idle >= this.maximumIdle && this.heartbeat != null) {
			speak(this.heartbeat);
		}
		boolean reads = this.unblocked.isMade(this.link.unblocked());
		if (heard || reads || this.link.isPaused()) {
			rest(heard && !tick.afterStandstill());
			return true;
		}
		if (tick.afterStandstill()) {
			giveTime();
			return true;
		}
		long silence = this.silence + tick.counted();
		this.silence = silence;
		if (this.patience.question() > 0 && silence >= this.nextQuestion && speak(this.question)) {
			this.nextQuestion = silence + this.patience.question();
		}
		return silence < this.rhythm.limit(this.patience.minimum(), this.patience.maximum());
	}

	/** The silence is over. Only what a peer did itself tells something of its rhythm. */
	private void rest(boolean heard) {
		if (heard && this.silence > 0) {
			this.rhythm.heard(this.silence);
		}
		this.silence = 0;
		this.nextQuestion = this.patience.question();
	}

	/** What the peer did meanwhile is yet to be read: there is time for that at least. */
	private void giveTime() {
		this.silence = Math.min(this.silence, this.patience.minimum() - this.patience.minimum() / TIME_TO_READ);
		this.nextQuestion = this.silence;
	}

	/**
	 * Sends something if nothing waits: behind what the peer does not take it is no use.
	 */
	private boolean speak(byte[] packet) {
		if (!this.outbound.level().isEmpty()) {
			return false;
		}
		this.outbound.offer(packet);
		return true;
	}

	/** How long nothing was heard, in nanoseconds; any thread. */
	long silence() {
		return this.silence;
	}

	/** Whether a count has changed since it was looked at last. */
	private static final class Progress {

		private long seen;

		Progress(long count) {
			this.seen = count;
		}

		boolean isMade(long count) {
			boolean made = count != this.seen;
			this.seen = count;
			return made;
		}

	}

}
