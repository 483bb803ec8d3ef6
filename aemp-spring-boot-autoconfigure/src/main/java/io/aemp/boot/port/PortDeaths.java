package io.aemp.boot.port;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import io.aemp.NodeObserver;
import io.aemp.Reason;
import io.aemp.boot.event.PortDiedEvent;

/**
 * Observes deaths of ports. It reports those of bean ports and the abnormal ones of all
 * ports, and records which bean ports a peer has asked to kill: a supervisor opens these
 * again, while a normal kill from this node is final. Any thread.
 */
public final class PortDeaths implements NodeObserver {

	private final Consumer<PortDiedEvent> events;

	private final Set<String> watched = ConcurrentHashMap.newKeySet();

	private final Set<String> killedByPeers = ConcurrentHashMap.newKeySet();

	/**
	 * Creates the observer.
	 * @param events takes deaths of ports of beans, and abnormal deaths of all ports;
	 * must not block
	 */
	public PortDeaths(Consumer<PortDiedEvent> events) {
		this.events = events;
	}

	/**
	 * Watches the port of a bean.
	 * @param port the port ID
	 */
	void watch(String port) {
		this.watched.add(port);
	}

	/**
	 * Whether a peer has asked to kill a bean port. Removes the record of it.
	 * @param port the ID of a dead port
	 * @return whether a peer has asked for it
	 */
	boolean wasKilledByPeer(String port) {
		return this.killedByPeers.remove(port);
	}

	@Override
	public void killRequested(String node, String port, Reason reason) {
		if (this.watched.contains(port)) {
			this.killedByPeers.add(port);
		}
	}

	@Override
	public void portDied(String port, Reason reason, boolean monitored) {
		if (this.watched.remove(port) || !reason.isNormal()) {
			this.events.accept(new PortDiedEvent(port, reason));
		}
	}

}
