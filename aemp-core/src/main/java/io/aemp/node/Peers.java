package io.aemp.node;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.aemp.Framing;
import io.aemp.port.Monitor;
import org.jspecify.annotations.Nullable;

/** The other nodes that anybody here has to do with. Any thread may ask. */
final class Peers {

	private final Map<String, Peer> peers = new ConcurrentHashMap<>();

	private final Supplier<Connections> connections;

	private final Framing.Limits limits;

	private final long sendQueueLimit;

	Peers(Supplier<Connections> connections, Framing.Limits limits, long sendQueueLimit) {
		this.connections = connections;
		this.limits = limits;
		this.sendQueueLimit = sendQueueLimit;
	}

	Framing.Limits limits() {
		return this.limits;
	}

	Peer peer(String node) {
		Peer peer = this.peers.get(node);
		return (peer != null) ? peer : this.peers.computeIfAbsent(node, this::create);
	}

	private Peer create(String node) {
		return new Peer(node, this.connections.get(), (owner) -> new Outbound(owner, this.limits, this.sendQueueLimit));
	}

	/**
	 * Does something with a peer, and again if the peer is being forgotten at the moment.
	 * @param node its node ID
	 * @param action returns {@code false} if the peer was forgotten
	 */
	void reach(String node, Predicate<Peer> action) {
		while (!action.test(peer(node))) {
			Thread.onSpinWait();
		}
	}

	@Nullable Peer find(String node) {
		return this.peers.get(node);
	}

	void unmonitor(String node, String port, Monitor monitor) {
		Peer peer = find(node);
		if (peer != null) {
			peer.unmonitor(port, monitor);
		}
	}

	/**
	 * Forgets peers that nothing hangs on, so that nodes that went away leave nothing.
	 */
	void sweep() {
		this.peers.values().removeIf(Peer::retire);
	}

}
