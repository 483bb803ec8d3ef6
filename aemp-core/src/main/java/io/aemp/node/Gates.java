package io.aemp.node;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.aemp.Reason;
import io.aemp.port.Context;
import io.aemp.port.Monitor;
import org.jspecify.annotations.Nullable;

/**
 * Gates between contexts and ports of one peer. After a loss they keep back what a
 * context sends to a port that it monitors, until the monitor's action starts there: so a
 * fast new connection cannot let a message through behind a lost one.
 */
final class Gates {

	private final Map<Key, Gate> closed = new ConcurrentHashMap<>();

	boolean isClosed(Context context, String port) {
		return !this.closed.isEmpty() && this.closed.containsKey(new Key(context, port));
	}

	/**
	 * The loss that a context is about to be told, {@code null} if its gate is open.
	 */
	@Nullable Reason loss(Context context, String port) {
		Gate gate = this.closed.isEmpty() ? null : this.closed.get(new Key(context, port));
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
		if (target == null || target == monitor.creator()) {
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
		this.closed.compute(key, (same, gate) -> {
			Gate closed = (gate != null) ? gate : new Gate();
			closed.add(loss, waiting, tells);
			return closed;
		});
	}

	private void open(Key key, Object waiting, boolean told) {
		this.closed.computeIfPresent(key, (same, gate) -> gate.remove(waiting, told) ? null : gate);
	}

	boolean isEmpty() {
		return this.closed.isEmpty();
	}

	private record Key(Context context, String port) {

	}

	/**
	 * A closed gate, and who keeps it closed. It opens when its context is told of the
	 * latest loss, or when nobody is left to be told: that a monitor has told somebody
	 * else does not open it for a context that is still to be told itself.
	 */
	private static final class Gate {

		private final Set<Object> waiting = new HashSet<>();

		/** Those of the latest loss that tell the context of this gate. */
		private final Set<Object> telling = new HashSet<>();

		private volatile @Nullable Reason loss;

		void add(Reason loss, Object waiting, boolean tells) {
			if (this.loss != loss) {
				this.loss = loss;
				this.telling.clear();
			}
			this.waiting.add(waiting);
			if (tells) {
				this.telling.add(waiting);
			}
		}

		/** Returns whether the gate opens. */
		boolean remove(Object waiting, boolean told) {
			boolean tells = this.telling.remove(waiting);
			this.waiting.remove(waiting);
			return (tells && told) || this.waiting.isEmpty();
		}

	}

}
