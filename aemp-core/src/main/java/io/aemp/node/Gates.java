package io.aemp.node;

import java.util.Map;
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

	private final Map<Key, Loss> closed = new ConcurrentHashMap<>();

	boolean isClosed(Context context, String port) {
		return !this.closed.isEmpty() && this.closed.containsKey(new Key(context, port));
	}

	/** Why a gate is closed, {@code null} if it is open. */
	@Nullable Reason loss(Context context, String port) {
		Loss loss = this.closed.isEmpty() ? null : this.closed.get(new Key(context, port));
		return (loss != null) ? loss.reason : null;
	}

	/**
	 * Closes the gates of a monitor.
	 * @param port the monitored port
	 * @param monitor the monitor
	 * @param loss what all monitors of one loss have in common: the first action opens
	 * @return opens them
	 */
	Runnable close(String port, Monitor monitor, Loss loss) {
		Key creators = new Key(monitor.creator(), port);
		this.closed.put(creators, loss);
		Context target = monitor.target();
		if (target == null || target == monitor.creator()) {
			return () -> this.closed.remove(creators, loss);
		}
		Key targets = new Key(target, port);
		this.closed.put(targets, loss);
		return () -> {
			this.closed.remove(creators, loss);
			this.closed.remove(targets, loss);
		};
	}

	boolean isEmpty() {
		return this.closed.isEmpty();
	}

	/** One loss; two with the same reason are not equal. */
	static final class Loss {

		private final Reason reason;

		Loss(Reason reason) {
			this.reason = reason;
		}

	}

	private record Key(Context context, String port) {

	}

}
