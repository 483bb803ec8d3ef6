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
 * Gates between contexts and ports of one peer. After a loss they keep back what a
 * context sends to a port that it monitors, until the monitor's action starts there: so a
 * fast new connection cannot let a message through behind a lost one.
 * <p>
 * A monitor whose action waits for its turn still vouches for what its context sends, as
 * the context has heard nothing of it. So each further loss closes its gates again, if
 * another monitor has opened them.
 */
final class LossBarriers {

	/** Those that are closed, and those that a further loss would close again. */
	private final Map<Key, Gate> gates = new ConcurrentHashMap<>();

	boolean isClosed(Context context, String port) {
		return loss(context, port) != null;
	}

	/**
	 * The loss that a context is about to be told, {@code null} if its gate is open.
	 */
	@Nullable Reason loss(Context context, String port) {
		Gate gate = this.gates.isEmpty() ? null : this.gates.get(new Key(context, port));
		return (gate != null) ? gate.loss : null;
	}

	/**
	 * Closes the gates of a monitor.
	 * @param port the monitored port
	 * @param monitor the monitor
	 * @param loss the loss; one object for all monitors of it
	 * @return opens them
	 */
	Monitor.Opener close(String port, Monitor monitor, Reason loss) {
		Object waiting = new Object();
		Key creators = new Key(monitor.creator(), port);
		Context target = monitor.target();
		close(creators, loss, waiting, target == monitor.creator());
		// what a port has closed outside ports on a death tells nobody there
		if (target == monitor.creator() || !(target instanceof LocalPort)) {
			return (told) -> open(creators, waiting, told);
		}
		Key targets = new Key(target, port);
		close(targets, loss, waiting, true);
		return (told) -> {
			open(creators, waiting, told);
			open(targets, waiting, told);
		};
	}

	private void close(Key key, Reason loss, Object waiting, boolean tells) {
		this.gates.compute(key, (same, gate) -> {
			Gate closed = (gate != null) ? gate : new Gate();
			closed.add(loss, waiting, tells);
			return closed;
		});
	}

	/**
	 * Closes the gates of those again that an earlier loss has triggered and whose
	 * actions have not started; after {@link #close} for the monitors of this loss.
	 */
	void closeAgain(Reason loss) {
		this.gates.keySet().forEach((key) -> this.gates.computeIfPresent(key, (same, gate) -> {
			gate.closeAgain(loss);
			return gate;
		}));
	}

	private void open(Key key, Object waiting, boolean told) {
		this.gates.computeIfPresent(key, (same, gate) -> gate.remove(waiting, told) ? gate : null);
	}

	boolean isEmpty() {
		return this.gates.isEmpty();
	}

	private record Key(Context context, String port) {

	}

	/**
	 * A gate, and the monitors that were triggered and have not started their actions. It
	 * opens when its context is told of the latest loss, or when nobody is left to be
	 * told: that a monitor has told somebody else does not open it for a context that is
	 * still to be told itself.
	 */
	private static final class Gate {

		/** Whether they tell the context of this gate. */
		private final Map<Object, Boolean> waiting = new HashMap<>();

		/** Those that open the gate for the latest loss. */
		private final Set<Object> telling = new HashSet<>();

		/** The loss that is to be told; {@code null} while the gate is open. */
		private volatile @Nullable Reason loss;

		/** The loss that has closed it last. */
		private @Nullable Reason latest;

		void add(Reason loss, Object waiting, boolean tells) {
			if (this.latest != loss) {
				this.telling.clear();
				this.latest = loss;
			}
			this.loss = loss;
			this.waiting.put(waiting, tells);
			if (tells) {
				this.telling.add(waiting);
			}
		}

		void closeAgain(Reason loss) {
			if (this.latest != loss) {
				this.latest = loss;
				this.loss = loss;
				this.waiting.forEach((waiting, tells) -> {
					if (tells) {
						this.telling.add(waiting);
					}
				});
			}
		}

		/** Returns whether anybody still waits. */
		boolean remove(Object waiting, boolean told) {
			boolean tells = this.telling.remove(waiting);
			this.waiting.remove(waiting);
			if (tells && told) {
				this.loss = null;
			}
			return !this.waiting.isEmpty();
		}

	}

}
