package io.aemp.port;

import java.util.LinkedHashSet;
import java.util.List;
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

	private final Set<Guard> guards = new LinkedHashSet<>(4);

	private final Set<Monitor> monitors = new LinkedHashSet<>(4);

	/** Why the port died. */
	private @Nullable Reason reason;

	/** Adds a guard that ends with the port; it is closed at once if the port is dead. */
	void own(Guard guard) {
		synchronized (this) {
			if (this.reason == null) {
				this.guards.add(guard);
				return;
			}
		}
		guard.close();
	}

	synchronized void disown(Guard guard) {
		this.guards.remove(guard);
	}

	/** Adds a monitor; it is triggered at once if the port is dead. */
	void add(Monitor monitor) {
		Reason reason;
		synchronized (this) {
			reason = this.reason;
			if (reason == null) {
				this.monitors.add(monitor);
				return;
			}
		}
		monitor.trigger(reason);
	}

	synchronized void remove(Monitor monitor) {
		this.monitors.remove(monitor);
	}

	synchronized int monitorCount() {
		return this.monitors.size();
	}

	/**
	 * The port is dead: closes what it owns, then triggers the monitors on it. Whoever
	 * comes later comes too late.
	 * @return whether somebody who cares has monitored it
	 */
	boolean end(Reason reason) {
		List<Guard> guards;
		List<Monitor> monitors;
		synchronized (this) {
			this.reason = reason;
			guards = List.copyOf(this.guards);
			monitors = List.copyOf(this.monitors);
			this.guards.clear();
			this.monitors.clear();
		}
		boolean witnessed = monitors.stream().anyMatch((monitor) -> monitor.isWitness() && monitor.isArmed());
		guards.forEach(Guard::close);
		monitors.forEach((monitor) -> monitor.trigger(reason));
		return witnessed;
	}

}
