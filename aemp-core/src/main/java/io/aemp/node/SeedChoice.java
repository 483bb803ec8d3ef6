package io.aemp.node;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;

import io.aemp.Guard;
import io.aemp.dispatch.Timers;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the primary among nodes that were found behind names. All of them may be
 * equals, so it must not be everybody: a node attaches to one that is global already, the
 * first in the order of IDs. If none is global for a while, the nodes ask the first of
 * them, in the same order, to become global; a node that is itself behind the names
 * counts too. All are connected with each other, so two that were asked at the same time
 * merge. Runs on the control executor.
 */
final class SeedChoice {

	private static final Duration INTERVAL = Duration.ofMillis(250);

	private final TreeSet<String> candidates = new TreeSet<>();

	/** The candidates that were asked in vain since there was a primary. */
	private final Set<String> asked = new HashSet<>();

	private final String self;

	private final GlobalProtocol global;

	private final Timers timers;

	private final Executor control;

	/** How many times to look for a global node before one is asked to become global. */
	private final long patience;

	private long looks;

	private @Nullable Guard timer;

	private boolean closed;

	/**
	 * Creates the choice.
	 * @param self the ID of this node
	 * @param global the global service
	 * @param timers the source of time
	 * @param control the control executor
	 * @param patience how long to wait for a global node
	 */
	SeedChoice(String self, GlobalProtocol global, Timers timers, Executor control, Duration patience) {
		this.self = self;
		this.global = global;
		this.timers = timers;
		this.control = control;
		this.patience = Math.max(1, patience.dividedBy(INTERVAL));
	}

	/** A connected node was found, or this node itself. */
	void found(String node) {
		this.candidates.add(node);
		consider();
	}

	/** A node is not connected any more, or was found no longer. */
	void lost(String node) {
		this.candidates.remove(node);
		consider();
	}

	void close() {
		this.closed = true;
		cancel();
	}

	private void cancel() {
		if (this.timer != null) {
			this.timer.close();
			this.timer = null;
		}
	}

	private void consider() {
		if (this.timer == null && !this.closed && !this.candidates.isEmpty() && !this.global.isServed()) {
			this.timer = this.timers.schedule(INTERVAL, () -> this.control.execute(this::look));
		}
	}

	private void look() {
		cancel();
		if (this.closed) {
			return;
		}
		if (this.global.isServed()) {
			this.looks = 0;
			this.asked.clear();
			return;
		}
		this.looks++;
		this.candidates.stream()
			.filter(this.global::isGlobal)
			.findFirst()
			.ifPresentOrElse(this.global::seedUp, this::askOneIfOverdue);
		consider();
	}

	private void askOneIfOverdue() {
		if (this.looks % this.patience != 0) {
			return;
		}
		if (this.asked.containsAll(this.candidates)) {
			this.asked.clear();
		}
		this.candidates.stream().filter(this.asked::add).findFirst().ifPresent((node) -> {
			if (node.equals(this.self)) {
				this.global.seedIsSelf();
			}
			else {
				this.global.promote(node);
			}
		});
	}

}
