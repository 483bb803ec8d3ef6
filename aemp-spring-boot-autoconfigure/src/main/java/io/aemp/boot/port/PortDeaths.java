package io.aemp.boot.port;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import io.aemp.NodeObserver;
import io.aemp.Reason;
import io.aemp.boot.event.PortDiedEvent;
import org.jspecify.annotations.Nullable;

/**
 * Observes deaths of ports. It reports those of bean ports and the abnormal ones of all
 * ports, and records which bean ports a peer has asked to kill: a supervisor opens these
 * again, while a normal kill from this node is final. Any thread.
 */
public final class PortDeaths implements NodeObserver {

	private final List<PortListener> listeners = new CopyOnWriteArrayList<>();

	/** The labels of the ports of beans by port ID. */
	private final Map<String, String> watched = new ConcurrentHashMap<>();

	private final Set<String> killedByPeers = ConcurrentHashMap.newKeySet();

	/**
	 * Adds a listener.
	 * @param listener is told of ports of beans, and of abnormal deaths of all ports
	 * @return ends the listening
	 */
	public Listening listen(PortListener listener) {
		this.listeners.add(listener);
		return () -> this.listeners.remove(listener);
	}

	/**
	 * Watches the port of a bean.
	 * @param port the port ID
	 * @param label its label
	 */
	void watch(String port, String label) {
		this.watched.put(port, label);
	}

	/**
	 * The label of the port of a bean.
	 * @param port the port ID
	 * @return its label, {@code null} if there is no such port
	 */
	public @Nullable String labelOf(String port) {
		return this.watched.get(port);
	}

	/**
	 * Tells that the port of a bean was opened again after a death.
	 * @param port the port ID
	 * @param label its label
	 */
	void reopened(String port, String label) {
		this.listeners.forEach((listener) -> listener.reopened(port, label));
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
		if (this.watched.containsKey(port)) {
			this.killedByPeers.add(port);
		}
	}

	@Override
	public void portDied(String port, Reason reason, boolean monitored) {
		String label = this.watched.remove(port);
		if (label != null || !reason.isNormal()) {
			PortDiedEvent event = new PortDiedEvent(port, reason);
			this.listeners.forEach((listener) -> listener.died(event, label));
		}
	}

	/** A listener of one application context. */
	@FunctionalInterface
	public interface Listening extends AutoCloseable {

		@Override
		void close();

	}

}
