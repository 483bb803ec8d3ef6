package io.aemp.node;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.aemp.Reason;
import io.aemp.port.Context;
import io.aemp.port.LocalPort;
import io.aemp.port.Monitor;
import org.jspecify.annotations.Nullable;

/**
 * Barriers between contexts and ports of one peer. After a loss, a closed barrier
 * discards what a context sends to a port that it monitors, until the action of the
 * monitor starts in that context. So no message passes over a fast new connection after a
 * lost message before the context knows of the loss.
 * <p>
 * While the action of a triggered monitor is still queued, its context does not know of
 * the loss. Each further loss therefore closes the barriers of the monitor again if
 * another monitor has opened them.
 */
final class LossBarriers {

	/** The closed barriers, and those that a further loss would close again. */
	private final Map<Key, Barrier> barriers = new ConcurrentHashMap<>();

	boolean isClosed(Context context, String port) {
		return loss(context, port) != null;
	}

	/**
	 * Returns the loss that a context is about to learn, {@code null} if its barrier is
	 * open.
	 */
	@Nullable Reason loss(Context context, String port) {
		Barrier barrier = this.barriers.isEmpty() ? null : this.barriers.get(new Key(context, port));
		return (barrier != null) ? barrier.loss : null;
	}

	/**
	 * Returns the loss that a new monitor belongs to: the creator or the port that it
	 * informs is about to learn of it. {@code null} if there is none.
	 */
	@Nullable Reason loss(Monitor monitor, String port) {
		Reason creators = loss(monitor.creator(), port);
		return (creators == null && monitor.target() instanceof LocalPort target) ? loss(target, port) : creators;
	}

	/**
	 * Closes the barriers of a monitor.
	 * @param port the monitored port
	 * @param monitor the monitor
	 * @param loss the loss, the same object for all its monitors
	 * @return the opener of the barriers
	 */
	Monitor.Opener close(String port, Monitor monitor, Reason loss) {
		return close(port, monitor, loss, true, true);
	}

	/**
	 * Lets a new monitor take part in a loss, see {@link #loss(Monitor, String)}. Of its
	 * creator and the port that it informs, one may not be about to learn of that loss,
	 * and goes on sending.
	 * @param port the monitored port
	 * @param monitor the monitor
	 * @param loss the loss
	 * @return the opener of the barriers
	 */
	Monitor.Opener join(String port, Monitor monitor, Reason loss) {
		Context target = monitor.target();
		return close(port, monitor, loss, isClosed(monitor.creator(), port), target != null && isClosed(target, port));
	}

	private Monitor.Opener close(String port, Monitor monitor, Reason loss, boolean concernsCreator,
			boolean concernsTarget) {
		Object pending = new Object();
		Key creators = new Key(monitor.creator(), port);
		Context target = monitor.target();
		add(creators, loss, pending, target == monitor.creator(), concernsCreator);
		// an action outside ports informs no sender there
		if (target == monitor.creator() || !(target instanceof LocalPort)) {
			return (told) -> open(creators, pending, told);
		}
		Key targets = new Key(target, port);
		add(targets, loss, pending, true, concernsTarget);
		return (told) -> {
			open(creators, pending, told);
			open(targets, pending, told);
		};
	}

	/** Adds a monitor to a barrier, and closes that if the loss concerns its context. */
	private void add(Key key, Reason loss, Object pending, boolean tells, boolean closes) {
		this.barriers.compute(key, (same, barrier) -> {
			Barrier changed = (barrier != null) ? barrier : new Barrier();
			changed.add(pending, tells);
			if (closes) {
				changed.close(loss, tells ? pending : null);
			}
			return changed;
		});
	}

	/**
	 * Closes the barriers again of monitors that an earlier loss has triggered and whose
	 * actions have not started. Called after {@link #close} for the monitors of this
	 * loss.
	 */
	void closeAgain(Reason loss) {
		this.barriers.keySet().forEach((key) -> this.barriers.computeIfPresent(key, (same, barrier) -> {
			barrier.closeAgain(loss);
			return barrier;
		}));
	}

	private void open(Key key, Object pending, boolean told) {
		this.barriers.computeIfPresent(key, (same, barrier) -> barrier.remove(pending, told) ? barrier : null);
	}

	boolean isEmpty() {
		return this.barriers.isEmpty();
	}

	private record Key(Context context, String port) {

	}

	/**
	 * A barrier and its pending monitors, which were triggered and have not started their
	 * actions. The barrier opens when its context learns of the latest loss, or when no
	 * monitor is pending. A monitor that informs another context does not open it while
	 * its own context is still to be informed.
	 */
	private static final class Barrier {

		/**
		 * The pending monitors; the value says whether a monitor informs this context.
		 */
		private final Map<Object, Boolean> pending = new HashMap<>();

		/** The pending monitors that open the barrier for the latest loss. */
		private final Set<Object> telling = new HashSet<>();

		/** The loss to report; {@code null} while the barrier is open. */
		private volatile @Nullable Reason loss;

		/** The loss that has last closed the barrier. */
		private @Nullable Reason latest;

		/** Adds a pending monitor, which a further loss concerns in any case. */
		void add(Object pending, boolean tells) {
			this.pending.put(pending, tells);
		}

		/** Closes the barrier until a monitor has told of the loss. */
		void close(Reason loss, @Nullable Object teller) {
			if (this.latest != loss) {
				this.telling.clear();
				this.latest = loss;
			}
			this.loss = loss;
			if (teller != null) {
				this.telling.add(teller);
			}
		}

		void closeAgain(Reason loss) {
			if (this.latest != loss) {
				this.latest = loss;
				this.loss = loss;
				this.pending.forEach((pending, tells) -> {
					if (tells) {
						this.telling.add(pending);
					}
				});
			}
		}

		/** Removes a monitor. Returns whether another one is pending. */
		boolean remove(Object pending, boolean told) {
			boolean tells = this.telling.remove(pending);
			this.pending.remove(pending);
			if (tells && told) {
				this.loss = null;
			}
			return !this.pending.isEmpty();
		}

	}

}
