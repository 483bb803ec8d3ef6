package io.aemp.port;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.aemp.Guard;

/** The guards that end with a port, in their order. Any thread may add and remove. */
final class Belongings {

	private final Set<Guard> guards = new LinkedHashSet<>(4);

	synchronized void add(Guard guard) {
		this.guards.add(guard);
	}

	synchronized void remove(Guard guard) {
		this.guards.remove(guard);
	}

	void close() {
		List<Guard> all;
		synchronized (this) {
			all = List.copyOf(this.guards);
			this.guards.clear();
		}
		all.forEach(Guard::close);
	}

}
