package io.aemp.node;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.aemp.Framing;
import io.aemp.Reason;
import io.aemp.dispatch.Timers;
import io.aemp.outbound.QueueLimits;
import io.aemp.outbound.SendQueue;
import io.aemp.port.Monitor;
import org.jspecify.annotations.Nullable;

/** The other nodes that anybody here has to do with. Any thread may ask. */
final class Peers {

	/** How long a registration may outlive the last call that needs it. */
	private static final Duration MOMENT = Duration.ofSeconds(1);

	private final Map<String, Peer> peers = new ConcurrentHashMap<>();

	private final Supplier<Connections> connections;

	private final QueueLimits bounds;

	private final int limit;

	private final Timers timers;

	/**
	 * Creates the peers of a node.
	 * @param connections makes connections
	 * @param bounds what queues must not exceed
	 * @param limit how many peers may be known that are not connected
	 * @param timers gives time
	 */
	Peers(Supplier<Connections> connections, QueueLimits bounds, int limit, Timers timers) {
		this.connections = connections;
		this.bounds = bounds;
		this.limit = limit;
		this.timers = timers;
	}

	/** What packets must not exceed. */
	Framing.PacketLimits limits() {
		return this.bounds.packets();
	}

	/** The peer of a name, however many there are. */
	Peer peer(String node) {
		Peer peer = this.peers.get(node);
		return (peer != null) ? peer : this.peers.computeIfAbsent(node, this::create);
	}

	private Peer create(String node) {
		return new Peer(node, this.connections.get(), (owner) -> new SendQueue(owner, this.bounds),
				(task) -> this.timers.schedule(MOMENT, task));
	}

	/**
	 * Does something with a peer, and again if the peer is being forgotten at the moment.
	 * @param node its node ID
	 * @param action returns {@code false} if the peer was forgotten
	 * @return {@code false} if nothing was done, because too many others are known: no
	 * different from one that cannot be reached
	 */
	boolean reach(String node, Predicate<Peer> action) {
		Peer peer = this.peers.get(node);
		while (peer != null || !isFull()) {
			if (action.test((peer != null) ? peer : peer(node))) {
				return true;
			}
			Thread.onSpinWait();
			peer = this.peers.get(node);
		}
		return false;
	}

	/**
	 * Lets a monitor fire at once that cannot be registered. What its context sends until
	 * then is lost too, though there may be room for the peer by then.
	 */
	void refuse(String node, String port, Monitor monitor, Reason reason) {
		while (true) {
			Peer peer = peer(node);
			Monitor.Opener gates = peer.refuse(port, monitor, reason);
			if (gates != null) {
				monitor.trigger(reason, (told) -> {
					gates.open(told);
					forget(peer);
				});
				return;
			}
			Thread.onSpinWait();
		}
	}

	/** Whether somebody makes up node IDs: so many peers do not wait for a connection. */
	private boolean isFull() {
		return this.peers.size() - this.connections.get().sessions().size() >= this.limit;
	}

	/** The nodes that somebody was told not to send more to. For the control executor. */
	List<String> toldUnwritable() {
		return this.peers.values().stream().filter((peer) -> !peer.isToldWritable()).map(Peer::node).sorted().toList();
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

	void unwatch(String node, String port, Monitor watch) {
		Peer peer = find(node);
		if (peer != null) {
			peer.unwatch(port, watch);
		}
	}

	/** Forgets a peer if nothing hangs on it. */
	void forget(Peer peer) {
		if (peer.retire()) {
			this.peers.remove(peer.node(), peer);
		}
	}

	/**
	 * Forgets peers that nothing hangs on, so that nodes that went away leave nothing.
	 */
	void sweep() {
		this.peers.values().removeIf(Peer::retire);
	}

}
