package io.aemp.liveness;

import io.aemp.link.Link;
import io.aemp.link.Transport.Verdict;
import io.aemp.liveness.FailureDetection.Tick;
import io.aemp.outbound.SendQueue;

/**
 * Probes the connection to a peer when another connection greets with the same node ID.
 * Three causes are possible: the host of the peer lost power and restarted, so that the
 * old connection only looks alive; the peer dialled twice; or the new connection is
 * unauthenticated and only claims the ID. The probe sends a question over the old
 * connection, at most one at a time. Until the answer arrives or is overdue, the verdict
 * stays open. Once the answer is overdue, the handshake of the new connection may go on.
 * The new connection replaces the old one if its peer is authenticated.
 * <p>
 * When two nodes dial each other at the same moment, the arbiter decides. The peer may go
 * on dialling until it learns the decision. A new connection whose socket was connected
 * before this node first received bytes over the old connection is therefore refused,
 * whatever its peer proves: it is no evidence that the old connection is dead, and the
 * answer may only be late. A peer that has used a connection makes no second one while
 * the first one works.
 * <p>
 * Transport threads ask for verdicts; the control executor calls {@link #tick}.
 */
final class DuplicateProbe {

	private final Link link;

	private final SendQueue queue;

	private final byte[] question;

	private final long deadline;

	/** Whether the peer accepts the decision of an arbiter. */
	private final boolean arbitrated;

	private State state = State.NONE;

	/** The time since the last change of state, in nanoseconds. */
	private long age;

	/** The activity of the peer when the question was sent. */
	private long activity;

	/** Whether bytes of the peer had arrived by the last tick. */
	private boolean heard;

	/** The least time since the first bytes arrived, in nanoseconds. */
	private long heardFor;

	/**
	 * Creates the probe of a connection.
	 * @param link the connection
	 * @param queue its send queue
	 * @param question the encoded packet that asks the peer for an answer
	 * @param deadline how long the peer has to answer, in nanoseconds
	 * @param arbitrated whether the peer accepts the decision of an arbiter
	 */
	DuplicateProbe(Link link, SendQueue queue, byte[] question, long deadline, boolean arbitrated) {
		this.link = link;
		this.queue = queue;
		this.question = question;
		this.deadline = deadline;
		this.arbitrated = arbitrated;
	}

	/**
	 * Returns the verdict on a new connection. Any thread.
	 * @param newAge how long ago the socket of the new connection was connected, in
	 * nanoseconds
	 */
	synchronized Verdict verdict(long newAge) {
		if (this.arbitrated && isOlder(newAge)) {
			return Verdict.CONNECTED;
		}
		if (this.state == State.NONE) {
			change(State.ASKED);
			this.activity = activity();
			this.queue.offer(this.question);
		}
		listen();
		return switch (this.state) {
			case NONE, ASKED -> Verdict.UNDECIDED;
			case ANSWERED -> Verdict.CONNECTED;
			case OVERDUE -> Verdict.ACCEPT;
		};
	}

	/**
	 * Whether the socket of another connection was connected before the peer was heard on
	 * this one.
	 */
	synchronized boolean isOlder(long otherAge) {
		return otherAge >= this.heardFor;
	}

	/** Whether a new connection with an authenticated peer replaces this one. */
	synchronized boolean isOverdue() {
		listen();
		return this.state == State.OVERDUE;
	}

	/**
	 * Advances the state by one tick. An answer stays valid for the length of the
	 * deadline, so not every greeting sends a question.
	 */
	synchronized void tick(Tick tick) {
		this.heardFor += this.heard ? tick.gap() : 0;
		this.heard = this.link.received() > 0;
		listen();
		if (tick.afterStandstill() || (this.state == State.ANSWERED && this.age >= this.deadline)) {
			change(State.NONE);
		}
		else if (this.state == State.ASKED && this.age >= this.deadline) {
			change(State.OVERDUE);
		}
		this.age += tick.counted();
	}

	private void listen() {
		if ((this.state == State.ASKED || this.state == State.OVERDUE)
				&& (activity() != this.activity || this.link.isPaused())) {
			change(State.ANSWERED);
		}
	}

	/**
	 * Counts bytes received and how often a full socket drained: a peer that reads is
	 * alive, even if the question still waits in the socket.
	 */
	private long activity() {
		return this.link.received() + this.link.unblocked();
	}

	private void change(State state) {
		this.state = state;
		this.age = 0;
	}

	/** The progress of the question. */
	private enum State {

		/** No question is open, and no answer is valid. */
		NONE,
		/** The question was sent. */
		ASKED,
		/** The peer has shown activity since the question. */
		ANSWERED,
		/** The peer has shown no activity before the deadline. */
		OVERDUE

	}

}
