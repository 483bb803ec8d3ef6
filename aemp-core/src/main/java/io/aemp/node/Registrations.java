package io.aemp.node;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

import io.aemp.port.Monitor;

/**
 * The monitors and calls that use the registrations at one peer. There is one
 * registration per port of the peer. The lock of the peer guards all state.
 */
final class Registrations {

	/** By port name. */
	private Map<String, Set<Monitor>> monitors = new HashMap<>();

	private final CallWatches calls = new CallWatches();

	/** Whether a registration for a port exists at the peer. */
	boolean contains(String port) {
		return this.monitors.containsKey(port) || this.calls.contains(port);
	}

	void add(String port, Monitor monitor) {
		this.monitors.computeIfAbsent(port, (name) -> new LinkedHashSet<>(4)).add(monitor);
	}

	/** Removes a monitor. Returns whether it was the last one of the port. */
	boolean remove(String port, Monitor monitor) {
		Set<Monitor> known = this.monitors.get(port);
		boolean last = known != null && known.remove(monitor) && known.isEmpty();
		if (last) {
			this.monitors.remove(port);
		}
		return last;
	}

	CallWatches calls() {
		return this.calls;
	}

	/** Ends the monitors of a port. Returns them. */
	Set<Monitor> end(String port) {
		Set<Monitor> known = this.monitors.remove(port);
		return (known != null) ? known : Set.of();
	}

	/**
	 * Ends all registrations.
	 * @param ended takes each port name with a monitor
	 * @return the calls that wait
	 */
	List<Call> endAll(BiConsumer<String, Monitor> ended) {
		this.monitors.forEach((port, known) -> known.forEach((monitor) -> ended.accept(port, monitor)));
		this.monitors = new HashMap<>();
		return this.calls.clear();
	}

	boolean isEmpty() {
		return this.monitors.isEmpty() && this.calls.isEmpty();
	}

	/** Returns how many ports are monitored. */
	int monitored() {
		return this.monitors.size();
	}

}
