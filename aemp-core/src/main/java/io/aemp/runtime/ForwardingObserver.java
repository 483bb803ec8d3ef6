package io.aemp.runtime;

import java.util.function.Consumer;

import io.aemp.Network;
import io.aemp.NodeObserver;
import io.aemp.PeerInfo;
import io.aemp.Reason;

/** Passes each event to other observers, on the thread that reports it. */
public abstract class ForwardingObserver implements NodeObserver {

	/**
	 * Passes an event on. Any thread of the node calls this.
	 * @param event tells an observer of the event
	 */
	protected abstract void tell(Consumer<NodeObserver> event);

	@Override
	public void portDied(String port, Reason reason, boolean monitored) {
		tell((observer) -> observer.portDied(port, reason, monitored));
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
