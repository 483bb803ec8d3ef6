package io.aemp.node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.aemp.port.Monitor;

/**
 * The timed calls that wait for answers from ports of one peer, by port name. After the
 * last call to a port ends, the port stays watched for a short time, so that the next
 * call needs no registration on the wire. The lock of the peer guards all state.
 */
final class CallWatches {

	/** How many ports stay watched without a call; beyond that the oldest is evicted. */
	static final int MOST_IDLE = 1000;

	private final Map<String, Set<Monitor>> calls = new HashMap<>();

	/** Ports whose last call ended after the last sweep, the oldest first. */
	private Set<String> idle = new LinkedHashSet<>();

	/** Ports whose last call ended before the last sweep. */
	private Set<String> stale = new LinkedHashSet<>();

	/** Whether a sweep is due. */
	private boolean sweepDue;

	boolean contains(String port) {
		return this.calls.containsKey(port);
	}

	boolean isEmpty() {
		return this.calls.isEmpty();
	}

	void add(String port, Monitor call) {
		Set<Monitor> known = this.calls.computeIfAbsent(port, (name) -> new LinkedHashSet<>(4));
		if (known.isEmpty() && !this.idle.remove(port)) {
			this.stale.remove(port);
		}
		known.add(call);
	}

	/**
	 * Removes a call that has ended.
	 * @return whether the caller must schedule the next sweep
	 */
	boolean remove(String port, Monitor call) {
		Set<Monitor> known = this.calls.get(port);
		if (known == null || !known.remove(call) || !known.isEmpty()) {
			return false;
		}
		this.idle.add(port);
		boolean first = !this.sweepDue;
		this.sweepDue = true;
		return first;
	}

	/** Stops watching idle ports beyond the limit. Returns them. */
	List<String> evictExcess() {
		if (this.idle.size() + this.stale.size() <= MOST_IDLE) {
			return List.of();
		}
		String oldest = (this.stale.isEmpty() ? this.idle : this.stale).iterator().next();
		remove(oldest);
		return List.of(oldest);
	}

	/** Stops watching the ports that were idle since the last sweep. Returns them. */
	List<String> sweep() {
		List<String> over = List.copyOf(this.stale);
		over.forEach(this.calls::remove);
		this.stale = this.idle;
		this.idle = new LinkedHashSet<>();
		this.sweepDue = !this.stale.isEmpty();
		return over;
	}

	/** Whether another sweep is due. */
	boolean isSweepDue() {
		return this.sweepDue;
	}

	/** Stops watching a port. Returns the calls that wait for it. */
	Set<Monitor> remove(String port) {
		this.idle.remove(port);
		this.stale.remove(port);
		Set<Monitor> known = this.calls.remove(port);
		return (known != null) ? known : Set.of();
	}

	/** Stops watching all ports. Returns all calls. */
	List<Monitor> clear() {
		List<Monitor> all = new ArrayList<>();
		this.calls.values().forEach(all::addAll);
		this.calls.clear();
		this.idle.clear();
		this.stale.clear();
		return all;
	}

}
