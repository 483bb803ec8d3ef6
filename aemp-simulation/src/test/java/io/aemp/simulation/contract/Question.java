package io.aemp.simulation.contract;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

import io.aemp.PortDiedException;
import io.aemp.PortIds;
import io.aemp.Reason;
import org.jspecify.annotations.Nullable;

/** One call, which ends once, and with a true reason if it fails. */
final class Question {

	private final int number;

	private final Sender sender;

	private final String port;

	/** When the time is over, {@code null} if there is no limit. */
	private final @Nullable Duration end;

	/** Others than who has named the port may ask for it before it is there. */
	private final boolean early;

	private boolean over;

	private @Nullable String lost;

	Question(int number, Sender sender, String port, @Nullable Duration end, boolean early) {
		this.number = number;
		this.sender = sender;
		this.port = port;
		this.end = end;
		this.early = early;
	}

	Sender sender() {
		return this.sender;
	}

	String port() {
		return this.port;
	}

	boolean isEarly() {
		return this.early;
	}

	/** The connection to the node of the port is lost, which ends a call in time. */
	void connectionLost(Member member, String node, Reason reason, Duration now) {
		if (this.sender.member() == member && PortIds.nodeOf(this.port).equals(node) && this.end != null
				&& now.compareTo(this.end) < 0) {
			this.lost = reason.toString();
		}
	}

	void ends() {
		if (this.over) {
			throw violation("ends twice");
		}
		this.over = true;
	}

	void failed(Exception failure, @Nullable Actor called, boolean calm, boolean doomed) {
		ends();
		if (failure instanceof PortDiedException death) {
			check(death.reason(), called, calm, doomed);
		}
		else if (!(this.end != null && failure instanceof TimeoutException)) {
			throw violation("fails with " + failure);
		}
		else if (this.lost != null && !hasDiedNormally(called)) {
			throw violation("waits its time out, though the connection was lost: " + this.lost);
		}
	}

	private void check(Reason reason, @Nullable Actor called, boolean calm, boolean doomed) {
		if (reason.identifier().equals(Reason.NODE_CLOSED) && this.sender.member().isClosing()) {
			return;
		}
		if (this.end != null && reason.isNormal()) {
			throw violation("fails for a normal death");
		}
		String lie = Watch.lie(reason, called, calm && !this.sender.member().node().isLocal(this.port),
				doomed || this.early);
		if (lie != null) {
			throw violation(lie);
		}
	}

	/** The request may have been handed on. */
	private static boolean hasDiedNormally(@Nullable Actor called) {
		Reason death = (called != null) ? called.death() : null;
		return death != null && death.isNormal();
	}

	/** All is quiet. */
	void checkCertainty() {
		if (!this.over && this.sender.isAlive()) {
			throw violation("never ends");
		}
	}

	private Violation violation(String text) {
		return new Violation("C3: " + this + " " + text, List.of(this.port, this.sender.id()));
	}

	@Override
	public String toString() {
		return "call " + this.number + ((this.end != null) ? " (timed, of " : " (of ") + this.port + " by "
				+ this.sender + ")";
	}

}
