package io.aemp.simulation.contract;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.aemp.Reason;
import org.jspecify.annotations.Nullable;

/** Knows which ports have a cause to die, and what each kill comes after. */
final class Deaths {

	private final Map<String, Kill> kills = new LinkedHashMap<>();

	private final Map<String, Set<String>> expected = new LinkedHashMap<>();

	/** The init functions that have failed, by port ID. */
	private final Map<String, FailedInit> failedInits = new HashMap<>();

	private final Oracle oracle;

	private int killed;

	Deaths(Oracle oracle) {
		this.oracle = oracle;
	}

	void expect(String portId, Reason reason) {
		this.expected.computeIfAbsent(portId, (id) -> new LinkedHashSet<>()).add(reason.toString());
	}

	/** Somebody is about to kill a port, with the reason that this returns. */
	Reason kill(Sender sender, String port) {
		Lane lane = this.oracle.lane(sender, port);
		Reason reason = Reason.of("killed", "kill " + this.killed++);
		// a kill from inside overtakes what waits
		if (!sender.id().equals(port)) {
			this.kills.put(reason.text(), new Kill(lane, port, lane.sent(), lane.mayMiss()));
		}
		expect(port, reason);
		this.oracle.note(sender.id(), () -> "kills " + port + " by " + reason);
		return reason;
	}

	/** The init function of a port runs, and does nothing but fail. */
	RuntimeException failsToBegin(Member member, String port) {
		String text = "init " + port;
		this.oracle.note(port, () -> "fails to begin");
		this.failedInits.put(port, new FailedInit(member, Reason.of(Reason.DIE, text)));
		return new IllegalStateException(text);
	}

	/**
	 * Whoever monitors a port whose init function has failed is told of that, however
	 * late. Others than who has named the port may have asked before.
	 */
	void checkInit(Watch watch, Reason reason) {
		FailedInit failed = this.failedInits.get(watch.port());
		boolean told = failed == null || reason.toString().equals(failed.reason().toString());
		if (!told && reason.identifier().equals(Reason.NO_SUCH_PORT) && failed.member().isRunning() && !watch.isEarly()
				&& !isDoomed(watch.port())) {
			throw new Violation(
					"C3: " + watch + " tells " + reason + ", but the init function has failed: " + failed.reason(),
					List.of(watch.port(), watch.creator().id()));
		}
	}

	/** A port has died. */
	void died(String portId, Reason reason) {
		Actor actor = this.oracle.actor(portId);
		if (actor != null) {
			this.oracle.guarded(() -> died(actor, portId, reason));
		}
	}

	private void died(Actor actor, String portId, Reason reason) {
		this.oracle.tally().deaths++;
		this.oracle.note(portId, () -> "dies of " + reason);
		actor.died(reason);
		Kill kill = this.kills.get(reason.text());
		if (kill != null && kill.port().equals(portId)) {
			kill.lane().killed(kill.sent(), kill.mayMiss());
		}
		if (!firesByKilling(actor, reason) && !hasCause(actor, portId, reason)) {
			throw new Violation("C6: " + portId + " dies of " + reason + ", which nobody has asked for",
					List.of(portId));
		}
	}

	/** Whether it is a monitor that has killed the port; then it has fired. */
	private boolean firesByKilling(Actor actor, Reason reason) {
		for (Watch watch : this.oracle.watches()) {
			Actor watched = this.oracle.actor(watch.port());
			boolean doomed = isDoomed(watch.port());
			if (watch.kills(actor, reason, watched, deathOf(watch.port()), doomed)) {
				checkInit(watch, reason);
				watch.fired(reason, watched, this.oracle.isPrompt(), doomed);
				return true;
			}
		}
		return false;
	}

	private @Nullable Reason deathOf(String port) {
		Actor actor = this.oracle.actor(port);
		FailedInit failed = this.failedInits.get(port);
		return (actor != null) ? actor.death() : (failed != null) ? failed.reason() : null;
	}

	private boolean hasCause(Actor actor, String portId, Reason reason) {
		return (reason.identifier().equals(Reason.NODE_CLOSED) && actor.member().isClosing())
				|| (reason.identifier().equals(Reason.MAILBOX_OVERFLOW) && actor.member().hasMailboxLimit())
				|| this.expected.getOrDefault(portId, Set.of()).contains(reason.toString());
	}

	/**
	 * Whether a kill or an overflow may wait for its turn: the port counts as dead for
	 * new monitors.
	 */
	boolean isDoomed(String port) {
		Actor actor = this.oracle.actor(port);
		return this.expected.containsKey(port)
				|| (actor != null && (actor.member().isClosing() || actor.member().hasMailboxLimit()));
	}

	/**
	 * A port that was never there.
	 *
	 * @param member its node
	 * @param reason why
	 */
	private record FailedInit(Member member, Reason reason) {

	}

	/**
	 * A kill that was sent.
	 *
	 * @param lane the messages before it
	 * @param port who is to die
	 * @param sent the number of the last message before it
	 * @param mayMiss the last message that may be missing
	 */
	private record Kill(Lane lane, String port, int sent, int mayMiss) {

	}

}
