package io.aemp.port;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.aemp.Reason;
import org.jspecify.annotations.Nullable;

/**
 * The monitors on a port. Any thread may call any method: a port may be given up while
 * its consumer is busy.
 */
final class Watchers {

	private final Set<Monitor> monitors = new LinkedHashSet<>(4);

	private @Nullable Reason reason;

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

	/** Whether somebody who cares watches. */
	synchronized boolean isWitnessed() {
		return this.monitors.stream().anyMatch((monitor) -> monitor.isWitness() && monitor.isArmed());
	}

	/** Triggers all, and whoever comes later. */
	void trigger(Reason reason) {
		List<Monitor> all;
		synchronized (this) {
			this.reason = reason;
			all = List.copyOf(this.monitors);
			this.monitors.clear();
		}
		all.forEach((monitor) -> monitor.trigger(reason));
	}

	synchronized int size() {
		return this.monitors.size();
	}

}
