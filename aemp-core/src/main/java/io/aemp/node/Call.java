package io.aemp.node;

import java.time.Duration;
import java.util.concurrent.TimeoutException;

import io.aemp.CallOutcome;
import io.aemp.ErrorAnswerException;
import io.aemp.Guard;
import io.aemp.Message;
import io.aemp.PortDiedException;
import io.aemp.Reason;
import io.aemp.dispatch.TimerWheel;
import io.aemp.port.CallSlot;
import io.aemp.port.Context;
import io.aemp.port.Monitor;
import io.aemp.port.PortTable;
import org.jspecify.annotations.Nullable;

/**
 * A call to a port, until its first event: an answer, an error answer, the death of the
 * port, a loss, or the end of its time. Any thread.
 */
final class Call extends CallSlot implements Guard {

	private final String port;

	private final Outcome outcome;

	private final CallCounts counts;

	/** Set before the call begins; {@code null} for a call without a time limit. */
	private @Nullable Duration timeout;

	private @Nullable TimerWheel limits;

	/** The peer that watches the port, {@code null} if none does. */
	private volatile @Nullable Peer watcher;

	/** The name of the port at the peer. */
	private String watched = "";

	/** The neighbours among the calls that wait for one port, see {@link CallWatches}. */
	@Nullable Call earlier;

	@Nullable Call later;

	boolean watching;

	Call(PortTable ports, String port, Outcome outcome, CallCounts counts) {
		super(ports);
		this.port = port;
		this.outcome = outcome;
		this.counts = counts;
	}

	/** The ID of the port that is called. */
	String port() {
		return this.port;
	}

	/** Ends the call when its time is over. */
	void limit(TimerWheel limits, Duration timeout) {
		this.timeout = timeout;
		this.limits = limits;
		limits.set(this, timeout);
		if (isOver()) {
			limits.cancel(this);
		}
	}

	/**
	 * Lets a context monitor the port on behalf of the call, which ends when that dies.
	 */
	void monitor(Messenger messenger, Context caller) {
		Monitor monitor = new Monitor(caller, this, true, this::died);
		messenger.begin(this.port, monitor);
	}

	/** A peer watches the port until the call ends. */
	void watchedBy(Peer peer, String name) {
		this.watched = name;
		this.watcher = peer;
		if (isOver()) {
			peer.unwatch(name, this);
		}
	}

	/** The port has died abnormally, or the connection to it is lost. */
	void failed(Reason reason) {
		if (!reason.isNormal()) {
			died(reason);
		}
	}

	private void died(Reason reason) {
		if (end(Reason.NORMAL)) {
			fail(CallOutcome.PORT_DIED, new PortDiedException(this.port, reason));
		}
	}

	@Override
	protected void answered(Message answer) {
		this.counts.ended(CallOutcome.ANSWERED);
		this.outcome.answered(answer);
	}

	@Override
	protected void killed(Reason reason) {
		if (reason.identifier().equals(Reason.NODE_CLOSED)) {
			fail(CallOutcome.PORT_DIED, new PortDiedException(this.port, reason));
		}
		else {
			fail(CallOutcome.ERROR_ANSWER, new ErrorAnswerException(this.port, reason));
		}
	}

	@Override
	protected void over() {
		if (end(Reason.NORMAL)) {
			fail(CallOutcome.TIMED_OUT,
					new TimeoutException("No answer from " + this.port + " within " + this.timeout));
		}
	}

	private void fail(CallOutcome counted, Exception failure) {
		this.counts.ended(counted);
		this.outcome.failed(failure);
	}

	@Override
	protected void ended() {
		TimerWheel limits = this.limits;
		if (limits != null) {
			limits.cancel(this);
		}
		Peer watcher = this.watcher;
		if (watcher != null) {
			watcher.unwatch(this.watched, this);
		}
	}

	/** Gives up the call: the caller is not told. */
	@Override
	public void close() {
		if (end(Reason.NORMAL)) {
			this.counts.ended(CallOutcome.GIVEN_UP);
			this.outcome.givenUp();
		}
	}

	/** The request could not be sent: there was no call. */
	void neverBegan() {
		if (end(Reason.NORMAL)) {
			this.outcome.givenUp();
		}
	}

	/** Receives the outcome of a call once, unless the caller has given it up. */
	interface Outcome {

		void answered(Message answer);

		void failed(Exception failure);

		/** The caller wants no outcome any more. */
		default void givenUp() {
		}

	}

}
