package io.aemp.node;

import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Lets only so many attempts to reach peers run at the same time; the others wait for
 * their turn, in order. On the control executor.
 */
final class Turns {

	private final Set<Dialling> running = new HashSet<>();

	private final Set<Dialling> waiting = new LinkedHashSet<>();

	private int limit;

	private boolean advancing;

	Turns(int limit) {
		this.limit = limit;
	}

	void begin(Dialling attempt) {
		this.waiting.add(attempt);
		advance();
	}

	void end(Dialling attempt) {
		this.waiting.remove(attempt);
		this.running.remove(attempt);
		advance();
	}

	/** Nobody has a turn any more. */
	void close() {
		this.limit = 0;
	}

	/** An attempt may end while it starts, so this is no recursion. */
	private void advance() {
		if (this.advancing) {
			return;
		}
		this.advancing = true;
		while (this.running.size() < this.limit && !this.waiting.isEmpty()) {
			Iterator<Dialling> first = this.waiting.iterator();
			Dialling attempt = first.next();
			first.remove();
			this.running.add(attempt);
			attempt.start();
		}
		this.advancing = false;
	}

}
