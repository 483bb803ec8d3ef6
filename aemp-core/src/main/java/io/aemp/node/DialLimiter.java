package io.aemp.node;

import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Limits how many attempts to reach peers run at the same time; the others wait in order.
 * Runs on the control executor.
 */
final class DialLimiter {

	private final Set<PeerDial> running = new HashSet<>();

	private final Set<PeerDial> waiting = new LinkedHashSet<>();

	private final int limit;

	private boolean advancing;

	DialLimiter(int limit) {
		this.limit = limit;
	}

	void begin(PeerDial attempt) {
		this.waiting.add(attempt);
		advance();
	}

	void end(PeerDial attempt) {
		this.waiting.remove(attempt);
		this.running.remove(attempt);
		advance();
	}

	/** Forgets all attempts, which are about to end; none of them starts any more. */
	void clear() {
		this.waiting.clear();
		this.running.clear();
	}

	/** A loop, not recursion: an attempt may end while it starts. */
	private void advance() {
		if (this.advancing) {
			return;
		}
		this.advancing = true;
		while (this.running.size() < this.limit && !this.waiting.isEmpty()) {
			Iterator<PeerDial> first = this.waiting.iterator();
			PeerDial attempt = first.next();
			first.remove();
			this.running.add(attempt);
			attempt.start();
		}
		this.advancing = false;
	}

}
