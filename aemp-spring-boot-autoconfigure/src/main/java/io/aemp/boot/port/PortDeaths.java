package io.aemp.boot.port;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
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

	private final List<Consumer<PortDiedEvent>> listeners = new CopyOnWriteArrayList<>();

	private final Set<String> watched = ConcurrentHashMap.newKeySet();

	private final Set<String> killedByPeers = ConcurrentHashMap.newKeySet();

	/**
	 * Adds a listener.
	 * @param listener takes deaths of ports of beans, and abnormal deaths of all ports;
	 * must not block
	 * @return ends the listening
	 */
	public Listening listen(Consumer<PortDiedEvent> listener) {
		this.listeners.add(listener);
		return () -> this.listeners.remove(listener);
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
			PortDiedEvent event = new PortDiedEvent(port, reason);
			this.listeners.forEach((listener) -> listener.accept(event));
		}
	}

	/** A listener of one application context. */
	@FunctionalInterface
	public interface Listening extends AutoCloseable {

		@Override
		void close();

	}

}
