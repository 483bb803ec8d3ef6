package io.aemp.liveness;

import io.aemp.link.Link;
import io.aemp.link.Transport.Verdict;
import io.aemp.liveness.FailureDetection.Tick;
import io.aemp.node.Connections;
import io.aemp.outbound.SendQueue;

/**
 * Somebody greets with the node ID of a peer that is connected. Either its host lost
 * power and is back, and the old connection only looks alive; or the peer dials twice; or
 * it is a stranger. So the old connection is asked for an answer, at most one at a time,
 * and as long as that is open, nothing is decided. Only when the answer is overdue may
 * the newcomer go on, and replaces the old connection if it proves who it is.
 * <p>
 * When both dial at the same moment, the arbiter decides, and the peer may dial on until
 * it hears of that. So a newcomer that was connected before the peer was heard on the
 * connection says nothing about that, whatever it proves, and is refused: the peer was
 * there, and its answer may only be late. Whoever has used the connection makes no other
 * one while it works.
 * <p>
 * Threads of the transport ask for verdicts, the control executor ticks.
 */
final class DuplicateProbe {

	private final Link link;

	private final SendQueue outbound;

	private final byte[] question;

	private final long deadline;

	/** Whether the peer goes by the decision of an arbiter. */
	private final boolean arbitrated;

	private State state = State.NONE;

	/** How long the state has been what it is. */
	private long age;

	/** How much the peer had done when the question was asked. */
	private long deeds;

	/** Whether the peer was heard at a tick. */
	private boolean heard;

	/** For how long, at least, in nanoseconds. */
	private long settled;

	/**
	 * Creates the contest of a connection.
	 * @param link the connection
	 * @param outbound what is sent over it
	 * @param question asks the peer for an answer
	 * @param deadline how long it has to answer, in nanoseconds
	 */
	DuplicateProbe(Link link, SendQueue outbound, byte[] question, long deadline) {
		this.link = link;
		this.outbound = outbound;
		this.question = question;
		this.deadline = deadline;
		this.arbitrated = link.info().keys().containsKey(Connections.ARBITER_KEY);
	}

	/**
	 * The verdict on a newcomer; any thread.
	 * @param newcomer how long ago its socket was connected, in nanoseconds
	 */
	synchronized Verdict verdict(long newcomer) {
		if (this.arbitrated && newcomer >= this.settled) {
			return Verdict.CONNECTED;
		}
		if (this.state == State.NONE) {
			change(State.ASKED);
			this.deeds = deeds();
			this.outbound.offer(this.question);
		}
		listen();
		return switch (this.state) {
			case NONE, ASKED -> Verdict.UNDECIDED;
			case ANSWERED -> Verdict.CONNECTED;
			case OVERDUE -> Verdict.ACCEPT;
		};
	}

	/** Whether the connection is to be given up for one whose peer is authenticated. */
	synchronized boolean isOverdue() {
		listen();
		return this.state == State.OVERDUE;
	}

	/** An answer counts for as long as it may take to come: not each greeting asks. */
	synchronized void tick(Tick tick) {
		this.settled += this.heard ? tick.gap() : 0;
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
				&& (deeds() != this.deeds || this.link.isPaused())) {
			change(State.ANSWERED);
		}
	}

	/** A peer that makes room in a full socket lives too: the question may wait there. */
	private long deeds() {
		return this.link.received() + this.link.unblocked();
	}

	private void change(State state) {
		this.state = state;
		this.age = 0;
	}

	/** How far it is. */
	private enum State {

		/** Nobody contests the connection. */
		NONE,
		/** The peer was asked. */
		ASKED,
		/** It has given a sign of life. */
		ANSWERED,
		/** It has not given one in time. */
		OVERDUE

	}

}
