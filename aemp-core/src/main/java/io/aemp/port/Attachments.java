package io.aemp.port;

import java.util.LinkedHashSet;
import java.util.Set;

import io.aemp.Guard;
import io.aemp.Reason;
import org.jspecify.annotations.Nullable;

/**
 * What hangs on a port until it dies: the guards that it owns, and the monitors on it,
 * both in their order. Any thread may call any method: a port may be given up while its
 * consumer is busy.
 */
final class Attachments {

	/**
	 * Of all ports that died normally, with nothing that hung on them: what comes later
	 * ends at once, so this never changes.
	 */
	static final Attachments OF_THE_DEAD = new Attachments();

	static {
		OF_THE_DEAD.end(Reason.NORMAL);
	}

	private @Nullable Set<Guard> guards;

	private @Nullable Set<Monitor> monitors;

	/** Why the port died. */
	private @Nullable Reason reason;

	/**
	 * Set when the port is to die as soon as the signal at hand is done. The consumer's
	 * own.
	 */
	private @Nullable Death sentence;

	/** Lets the port die when the signal at hand is done; the first reason counts. */
	void condemn(Death death) {
		if (this.sentence == null) {
			this.sentence = death;
		}
	}

	@Nullable Death sentence() {
		return this.sentence;
	}

	/** Adds a guard that ends with the port; it is closed at once if the port is dead. */
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

	/** Adds a monitor; it is triggered at once if the port is dead. */
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
	 * The port is dead: closes what it owns, then triggers the monitors on it. Whoever
	 * comes later comes too late.
	 * @return whether somebody who cares has monitored it
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
