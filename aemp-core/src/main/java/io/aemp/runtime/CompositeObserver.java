package io.aemp.runtime;

import java.util.List;
import java.util.function.Consumer;

import io.aemp.Network;
import io.aemp.NodeObserver;
import io.aemp.PeerInfo;
import io.aemp.Reason;
import io.aemp.log.LimitedLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notifies several observers and logs their exceptions. */
final class CompositeObserver implements NodeObserver {

	private static final Logger logger = LoggerFactory.getLogger(CompositeObserver.class);

	private final List<NodeObserver> observers;

	private final LimitedLog failures = new LimitedLog();

	CompositeObserver(List<NodeObserver> observers) {
		this.observers = observers;
	}

	private void tell(Consumer<NodeObserver> event) {
		for (NodeObserver observer : this.observers) {
			try {
				event.accept(observer);
			}
			catch (RuntimeException ex) {
				this.failures
					.log((more) -> logger.error("Observer {} failed{}", observer.getClass().getName(), more, ex));
			}
		}
	}

	@Override
	public void portDied(String port, Reason reason, boolean monitored) {
		// ports may die by the million, usually without observers
		if (!this.observers.isEmpty()) {
			tell((observer) -> observer.portDied(port, reason, monitored));
		}
	}

	@Override
	public void killRequested(String node, String port, Reason reason) {
		tell((observer) -> observer.killRequested(node, port, reason));
	}

	@Override
	public void peerUp(PeerInfo peer) {
		tell((observer) -> observer.peerUp(peer));
	}

	@Override
	public void peerDown(String node, Reason reason) {
		tell((observer) -> observer.peerDown(node, reason));
	}

	@Override
	public void writabilityChanged(String node, boolean writable) {
		tell((observer) -> observer.writabilityChanged(node, writable));
	}

	@Override
	public void connectionRefused(String address, String problem) {
		tell((observer) -> observer.connectionRefused(address, problem));
	}

	@Override
	public void packetDropped(String node, String problem) {
		tell((observer) -> observer.packetDropped(node, problem));
	}

	@Override
	public void roleChanged(Network network) {
		tell((observer) -> observer.roleChanged(network));
	}

}
