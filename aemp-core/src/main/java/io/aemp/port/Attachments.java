package io.aemp.port;

import java.util.LinkedHashSet;
import java.util.Set;

import io.aemp.Guard;
import io.aemp.Reason;
import org.jspecify.annotations.Nullable;

/**
 * The guards that a port owns and the monitors on it, each in registration order, until
 * the port dies. Any thread may add and remove them, because a port that overflows dies
 * while its consumer is busy.
 */
final class Attachments {

	/**
	 * Shared by all ports that died normally without guards or monitors. It is immutable:
	 * guards and monitors added later end at once.
	 */
	static final Attachments DIED_NORMALLY = new Attachments();

	static {
		DIED_NORMALLY.end(Reason.NORMAL);
	}

	private @Nullable Set<Guard> guards;

	private @Nullable Set<Monitor> monitors;

	/** Why the port died. */
	private @Nullable Reason reason;

	/**
	 * Set when the port dies after the current mailbox entry. Only the consumer accesses
	 * it.
	 */
	private @Nullable Death pendingDeath;

	/** Lets the port die after the current mailbox entry. The first death counts. */
	void dieAfterEntry(Death death) {
		if (this.pendingDeath == null) {
			this.pendingDeath = death;
		}
	}

	@Nullable Death pendingDeath() {
		return this.pendingDeath;
	}

	/** Adds a guard that closes with the port. Closes it at once if the port is dead. */
	void own(Guard guard) {
		synchronized (this) {
			if (this.reason == null) {
				if (this.guards == null) {
					this.guards = new LinkedHashSet<>(4);
				}
				this.guards.add(guard);
				return;
			}
		}
		guard.close();
	}

	synchronized void disown(Guard guard) {
		if (this.guards != null) {
			this.guards.remove(guard);
		}
	}

	/** Adds a monitor. Triggers it at once if the port is dead. */
	void add(Monitor monitor) {
		Reason reason;
		synchronized (this) {
			reason = this.reason;
			if (reason == null) {
				if (this.monitors == null) {
					this.monitors = new LinkedHashSet<>(4);
				}
				this.monitors.add(monitor);
				return;
			}
		}
		monitor.trigger(reason);
	}

	synchronized void remove(Monitor monitor) {
		if (this.monitors != null) {
			this.monitors.remove(monitor);
		}
	}

	synchronized int monitorCount() {
		return (this.monitors != null) ? this.monitors.size() : 0;
	}

	/**
	 * Marks the port as dead, closes its guards, then triggers the monitors on it. Guards
	 * and monitors added later end at once.
	 * @return whether an armed monitor was a witness, see {@link Monitor}
	 */
	boolean end(Reason reason) {
		Set<Guard> guards;
		Set<Monitor> monitors;
		synchronized (this) {
			this.reason = reason;
			guards = this.guards;
			monitors = this.monitors;
			this.guards = null;
			this.monitors = null;
		}
		boolean witnessed = monitors != null
				&& monitors.stream().anyMatch((monitor) -> monitor.isWitness() && monitor.isArmed());
		if (guards != null) {
			guards.forEach(Guard::close);
		}
		if (monitors != null) {
			monitors.forEach((monitor) -> monitor.trigger(reason));
		}
		return witnessed;
	}

}
