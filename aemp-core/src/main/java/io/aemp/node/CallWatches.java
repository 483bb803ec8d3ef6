package io.aemp.node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.aemp.port.Monitor;

/**
 * The timed calls that wait for ports of one peer, by port name. When the last call to a
 * port ends, the port stays watched for a moment: the next call then needs no
 * registration of its own on the wire. Guarded by the peer.
 */
final class CallWatches {

	/** How many ports stay watched without a call; beyond that the oldest goes. */
	static final int MOST_IDLE = 1000;

	private final Map<String, Set<Monitor>> calls = new HashMap<>();

	/** Ports without a call since the last look, the oldest first. */
	private Set<String> idle = new LinkedHashSet<>();

	/** Ports without a call since before the last look. */
	private Set<String> stale = new LinkedHashSet<>();

	/** Whether a look is due in a moment. */
	private boolean looking;

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
	 * Removes a call that is over.
	 * @return whether the next look is to be seen to, as nobody has done yet
	 */
	boolean remove(String port, Monitor call) {
		Set<Monitor> known = this.calls.get(port);
		if (known == null || !known.remove(call) || !known.isEmpty()) {
			return false;
		}
		this.idle.add(port);
		boolean first = !this.looking;
		this.looking = true;
		return first;
	}

	/** The idle ports beyond the limit. They are watched no more. */
	List<String> tooMany() {
		if (this.idle.size() + this.stale.size() <= MOST_IDLE) {
			return List.of();
		}
		String oldest = (this.stale.isEmpty() ? this.idle : this.stale).iterator().next();
		remove(oldest);
		return List.of(oldest);
	}

	/** The ports that were idle since the last look. They are watched no more. */
	List<String> look() {
		List<String> over = List.copyOf(this.stale);
		over.forEach(this.calls::remove);
		this.stale = this.idle;
		this.idle = new LinkedHashSet<>();
		this.looking = !this.stale.isEmpty();
		return over;
	}

	/** Whether another look is due in a moment. */
	boolean isLooking() {
		return this.looking;
	}

	/** The port is watched no more. Returns the calls that wait for it. */
	Set<Monitor> remove(String port) {
		this.idle.remove(port);
		this.stale.remove(port);
		Set<Monitor> known = this.calls.remove(port);
		return (known != null) ? known : Set.of();
	}

	/** No port is watched any more. Returns all calls. */
	List<Monitor> clear() {
		List<Monitor> all = new ArrayList<>();
		this.calls.values().forEach(all::addAll);
		this.calls.clear();
		this.idle.clear();
		this.stale.clear();
		return all;
	}

}
