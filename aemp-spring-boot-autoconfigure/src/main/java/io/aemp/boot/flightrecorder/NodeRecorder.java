package io.aemp.boot.flightrecorder;

import io.aemp.NodeObserver;
import io.aemp.PeerInfo;
import io.aemp.Reason;

/** Records what happens in a node, if somebody has switched the events on. Any thread. */
public final class NodeRecorder implements NodeObserver {

	@Override
	public void portDied(String port, Reason reason, boolean monitored) {
		PortDeathEvent event = new PortDeathEvent();
		if (event.isEnabled()) {
			event.port = port;
			event.reason = reason.toString();
			event.monitored = monitored;
			event.commit();
		}
	}

	@Override
	public void peerUp(PeerInfo peer) {
		ConnectionUpEvent event = new ConnectionUpEvent();
		if (event.isEnabled()) {
			event.node = peer.node();
			event.address = peer.address();
			event.framing = peer.framing();
			event.tls = peer.tls();
			event.commit();
		}
	}

	@Override
	public void peerDown(String node, Reason reason) {
		ConnectionDownEvent event = new ConnectionDownEvent();
		if (event.isEnabled()) {
			event.node = node;
			event.reason = reason.toString();
			event.commit();
		}
	}

	@Override
	public void connectionRefused(String address, String problem) {
		ConnectionRefusedEvent event = new ConnectionRefusedEvent();
		if (event.isEnabled()) {
			event.address = address;
			event.problem = problem;
			event.commit();
		}
	}

	@Override
	public void writabilityChanged(String node, boolean writable) {
		WritabilityEvent event = new WritabilityEvent();
		if (event.isEnabled()) {
			event.node = node;
			event.writable = writable;
			event.commit();
		}
	}

}
