package io.aemp.boot.port;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.aemp.NodeObserver;
import io.aemp.Reason;

/**
 * Remembers which ports of beans other nodes wanted to kill: a supervisor opens those
 * again, while a normal kill from this node is final.
 */
public final class PeerKills implements NodeObserver {

	private final Map<String, Boolean> killed = new ConcurrentHashMap<>();

	void watch(String port) {
		this.killed.put(port, false);
	}

	/**
	 * Tells whether a peer wanted to kill a port, and forgets it.
	 * @param port the ID of a port that is dead
	 * @return whether a kill came from a peer
	 */
	boolean forget(String port) {
		return Boolean.TRUE.equals(this.killed.remove(port));
	}

	@Override
	public void killRequested(String node, String port, Reason reason) {
		this.killed.computeIfPresent(port, (id, before) -> true);
	}

}
