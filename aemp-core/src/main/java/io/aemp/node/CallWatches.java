package io.aemp.node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The timed calls that wait for answers from ports of one peer, by port name. After the
 * last call to a port ends, the port stays watched for a short time, so that the next
 * call needs no registration on the wire. The lock of the peer guards all state.
 */
final class CallWatches {

	/** How many ports stay watched without a call; beyond that the oldest is evicted. */
	static final int MOST_IDLE = 1000;

	private final Map<String, Line> calls = new HashMap<>();

	/**
	 * Ports with a call that ended after the last sweep, the oldest first. A port stays
	 * here when it is called again, so one call after the other changes nothing.
	 */
	private Set<String> idle = new LinkedHashSet<>();

	/** Ports without a call since the sweep before the last one. */
	private Set<String> stale = new LinkedHashSet<>();

	/** Whether a sweep is due. */
	private boolean sweepDue;

	boolean contains(String port) {
		return this.calls.containsKey(port);
	}

	boolean isEmpty() {
		return this.calls.isEmpty();
	}

	void add(String port, Call call) {
		Line line = this.calls.computeIfAbsent(port, (name) -> new Line());
		line.add(call);
	}

	/**
	 * Removes a call that has ended.
	 * @return whether the caller must schedule the next sweep
	 */
	boolean remove(String port, Call call) {
		Line line = this.calls.get(port);
		if (line == null || !line.remove(call) || !line.isEmpty()) {
			return false;
		}
		if (this.idle.add(port)) {
			this.stale.remove(port);
		}
		boolean first = !this.sweepDue;
		this.sweepDue = true;
		return first;
	}

	/** Stops watching an idle port if there are too many. Returns it. */
	@Nullable String evictExcess() {
		while (this.idle.size() + this.stale.size() > MOST_IDLE) {
			Iterator<String> oldest = (this.stale.isEmpty() ? this.idle : this.stale).iterator();
			String port = oldest.next();
			oldest.remove();
			if (isIdle(port)) {
				this.calls.remove(port);
				return port;
			}
		}
		return null;
	}

	private boolean isIdle(String port) {
		Line line = this.calls.get(port);
		return line != null && line.isEmpty();
	}

	/** Stops watching the ports that were idle since the last sweep. Returns them. */
	List<String> sweep() {
		List<String> over = this.stale.stream().filter(this::isIdle).toList();
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

	/** Stops watching a port. Returns the calls that wait for it, in order. */
	List<Call> remove(String port) {
		this.idle.remove(port);
		this.stale.remove(port);
		Line line = this.calls.remove(port);
		return (line != null) ? line.clear() : List.of();
	}

	/** Stops watching all ports. Returns all calls. */
	List<Call> clear() {
		List<Call> all = new ArrayList<>();
		this.calls.values().forEach((line) -> all.addAll(line.clear()));
		this.calls.clear();
		this.idle.clear();
		this.stale.clear();
		return all;
	}

	/** The calls that wait for one port, linked in the order in which they began. */
	private static final class Line {

		private @Nullable Call latest;

		boolean isEmpty() {
			return this.latest == null;
		}

		void add(Call call) {
			Call before = this.latest;
			call.earlier = before;
			if (before != null) {
				before.later = call;
			}
			this.latest = call;
			call.watching = true;
		}

		/** Returns whether the call was in the line. */
		boolean remove(Call call) {
			if (!call.watching) {
				return false;
			}
			Call earlier = call.earlier;
			Call later = call.later;
			if (earlier != null) {
				earlier.later = later;
			}
			if (later != null) {
				later.earlier = earlier;
			}
			else {
				this.latest = earlier;
			}
			leave(call);
			return true;
		}

		private static void leave(Call call) {
			call.earlier = null;
			call.later = null;
			call.watching = false;
		}

		List<Call> clear() {
			List<Call> all = new ArrayList<>();
			for (Call call = this.latest; call != null;) {
				Call earlier = call.earlier;
				all.add(0, call);
				leave(call);
				call = earlier;
			}
			this.latest = null;
			return all;
		}

	}

}
