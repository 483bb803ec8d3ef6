package io.aemp.runtime;

import java.util.List;
import java.util.function.Consumer;

import io.aemp.NodeObserver;
import io.aemp.Reason;
import io.aemp.log.LimitedLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notifies several observers and logs their exceptions, at most one a second. */
public final class CompositeObserver extends ForwardingObserver {

	private static final Logger logger = LoggerFactory.getLogger(CompositeObserver.class);

	private final List<NodeObserver> observers;

	private final LimitedLog failures = new LimitedLog();

	/**
	 * Creates the observer.
	 * @param observers the observers that are notified, in this order
	 */
	public CompositeObserver(List<NodeObserver> observers) {
		this.observers = observers;
	}

	@Override
	protected void tell(Consumer<NodeObserver> event) {
		for (NodeObserver observer : this.observers) {
			try {
				event.accept(observer);
			}
			catch (RuntimeException | Error ex) {
				this.failures
					.log((more) -> logger.error("Observer {} failed{}", observer.getClass().getName(), more, ex));
			}
		}
	}

	@Override
	public void portDied(String port, Reason reason, boolean monitored) {
		// ports may die by the million, usually without observers
		if (!this.observers.isEmpty()) {
			super.portDied(port, reason, monitored);
		}
	}

}
