package io.aemp.simulation.contract;

import java.util.ArrayList;
import java.util.List;

import io.aemp.Guard;
import io.aemp.PortIds;
import io.aemp.Reason;
import org.jspecify.annotations.Nullable;

/** One monitor: C3. */
final class Watch {

	private final List<Lane> lanes = new ArrayList<>();

	private final int number;

	private final Form form;

	private final Sender creator;

	/** With whom the monitor ends; {@code null} if that is nobody. */
	private final @Nullable Sender target;

	private final String port;

	/** Others than who has named the port may ask for it before it is there. */
	private final boolean early;

	private State state = State.ACTIVE;

	private @Nullable String lost;

	private Guard guard = () -> {
	};

	Watch(int number, Form form, Sender creator, @Nullable Sender target, String port, boolean early) {
		this.number = number;
		this.form = form;
		this.creator = creator;
		this.target = target;
		this.port = port;
		this.early = early;
	}

	int number() {
		return this.number;
	}

	Form form() {
		return this.form;
	}

	String port() {
		return this.port;
	}

	boolean isEarly() {
		return this.early;
	}

	Sender creator() {
		return this.creator;
	}

	@Nullable Sender target() {
		return this.target;
	}

	void covers(Lane lane) {
		this.lanes.add(lane);
		lane.watch(this);
	}

	void guard(Guard guard) {
		this.guard = guard;
	}

	boolean isActive() {
		return this.state == State.ACTIVE && isOwned();
	}

	/**
	 * Whether it holds back what its creator sends after a loss, until somebody is told.
	 * A monitor ends with its target, before anybody learns of that death.
	 */
	boolean holdsBack() {
		return isActive() && (this.target == null || this.target == this.creator || !this.target.mayBeDead());
	}

	private boolean isOwned() {
		return this.creator.member().isRunning() && (this.target == null || this.target.isAlive());
	}

	/** Whether it promises that nothing was lost. */
	boolean vouches() {
		return isActive() && this.creator.isAlive();
	}

	void close() {
		this.guard.close();
		if (this.state == State.ACTIVE) {
			end(State.CLOSED);
		}
	}

	private void end(State state) {
		this.state = state;
		this.lanes.forEach((lane) -> lane.end(this));
	}

	/** The action starts. */
	void fired(@Nullable Reason reason, @Nullable Actor watched, boolean calm, boolean doomed) {
		switch (this.state) {
			case CLOSED -> throw violation("fires after it was closed, for " + reason);
			case FIRED -> throw violation("fires again, for " + reason);
			case ACTIVE -> {
				if (reason != null) {
					check(reason, watched, calm, doomed);
				}
				end(State.FIRED);
				this.lanes.forEach(Lane::told);
			}
		}
	}

	private void check(Reason reason, @Nullable Actor watched, boolean calm, boolean doomed) {
		String lie = lie(reason, watched, calm && !this.creator.member().node().isLocal(this.port),
				doomed || this.early);
		if (lie != null) {
			throw violation(lie);
		}
	}

	/**
	 * What is not true about a reason.
	 * @param reason what was told
	 * @param watched the port, {@code null} if it was never there
	 * @param calm whether there was no loss
	 * @param absent whether the port may have counted as not there though it is alive
	 * @return the lie, {@code null} if it is none
	 */
	static @Nullable String lie(Reason reason, @Nullable Actor watched, boolean calm, boolean absent) {
		boolean transport = reason.identifier().equals(Reason.TRANSPORT_ERROR) && reason.elements().size() == 3;
		if (transport && calm) {
			return "tells of a loss where there was none: " + reason;
		}
		if (watched == null || transport) {
			return null;
		}
		boolean noSuchPort = reason.identifier().equals(Reason.NO_SUCH_PORT);
		Reason death = watched.death();
		if (watched.isAlive() && !(absent && noSuchPort)) {
			return "tells " + reason + ", but the port is alive";
		}
		return (death != null && !reason.toString().equals(death.toString()) && !noSuchPort)
				? "tells " + reason + ", but the port died of " + death : null;
	}

	/** The connection to the node of the port is lost. */
	void connectionLost(Member member, String node, Reason reason) {
		if (isActive() && this.creator.member() == member && PortIds.nodeOf(this.port).equals(node)) {
			this.lost = reason.toString();
		}
	}

	/**
	 * Whether this is why a port dies.
	 * @param actor the port that dies
	 * @param reason of what
	 * @param watched the port of this monitor, {@code null} if it was never there
	 * @param death of what that has died, {@code null} if it has not
	 * @param doomed whether that may have counted as not there though it is alive
	 * @return whether it is
	 */
	boolean kills(Actor actor, Reason reason, @Nullable Actor watched, @Nullable Reason death, boolean doomed) {
		if (this.form != Form.KILL || this.target != actor || this.state != State.ACTIVE || reason.isNormal()) {
			return false;
		}
		return isLoss(reason) || (death != null && death.toString().equals(reason.toString()))
				|| ((watched == null || !watched.isAlive() || doomed || this.early) && isAbsence(reason));
	}

	/** Whether there was no such port as this one; the reason names the port. */
	private boolean isAbsence(Reason reason) {
		return reason.identifier().equals(Reason.NO_SUCH_PORT) && reason.elements().contains(this.port);
	}

	private boolean isLoss(Reason reason) {
		return reason.identifier().equals(Reason.TRANSPORT_ERROR)
				&& PortIds.nodeOf(this.port).equals(reason.elements().get(1));
	}

	/** All is quiet. A normal death is nothing to one who would be killed by another. */
	void checkCertainty(@Nullable Actor watched) {
		boolean normal = watched != null && watched.death() != null && watched.death().isNormal();
		if (!isActive() || (this.form == Form.KILL && normal)) {
			return;
		}
		if (this.lost != null) {
			throw violation("has not fired, though the connection was lost: " + this.lost);
		}
		if (!PortIds.nameOf(this.port).isEmpty() && (watched == null || !watched.isAlive())) {
			throw violation("has not fired, though the port is dead"
					+ ((watched != null) ? " of " + watched.death() : " or never was"));
		}
	}

	private Violation violation(String text) {
		List<String> subjects = new ArrayList<>(List.of(this.port, this.creator.id(), "watch " + this.number));
		return new Violation("C3: " + this + " " + text, subjects);
	}

	@Override
	public String toString() {
		return "watch " + this.number + " (" + this.form + " by " + this.creator + " on " + this.port
				+ ((this.target != null && this.target != this.creator) ? " for " + this.target : "") + ")";
	}

	/** The forms of a monitor. */
	enum Form {

		CALLBACK, KILL, MESSAGE, GUARD

	}

	private enum State {

		ACTIVE, FIRED, CLOSED

	}

}
