package io.aemp.node;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.aemp.Framing;
import io.aemp.Reason;
import io.aemp.dispatch.Timers;
import io.aemp.outbound.QueueLimits;
import io.aemp.outbound.SendQueue;
import io.aemp.port.DeathLog;
import io.aemp.port.Monitor;
import org.jspecify.annotations.Nullable;

/**
 * The other nodes that this node sends to, monitors or is connected to. Any thread may
 * call any method, except where noted.
 */
final class Peers {

	/** The interval of the sweep of idle call watches. */
	private static final Duration SWEEP_INTERVAL = Duration.ofSeconds(1);

	private final Map<String, Peer> peers = new ConcurrentHashMap<>();

	private final Supplier<Connections> connections;

	private final QueueLimits queueLimits;

	private final int limit;

	private final Timers timers;

	private final DeathLog deaths;

	/** For the control executor. */
	private boolean sweeping;

	/**
	 * Creates the peers of a node.
	 * @param connections provides the connections
	 * @param queueLimits the limits of send queues
	 * @param limit how many unconnected peers may exist
	 * @param timers the source of time
	 */
	Peers(Supplier<Connections> connections, QueueLimits queueLimits, int limit, Timers timers) {
		this.connections = connections;
		this.queueLimits = queueLimits;
		this.limit = limit;
		this.timers = timers;
		this.deaths = new DeathLog(timers::nanoTime);
	}

	/** Returns the limits of packets. */
	Framing.PacketLimits limits() {
		return this.queueLimits.packets();
	}

	/** Returns the peer with a node ID, regardless of the limit. */
	Peer peer(String node) {
		Peer peer = this.peers.get(node);
		return (peer != null) ? peer : this.peers.computeIfAbsent(node, this::create);
	}

	private Peer create(String node) {
		return new Peer(node, this.connections.get(), (owner) -> new SendQueue(owner, this.queueLimits),
				(task) -> this.timers.schedule(SWEEP_INTERVAL, task), this.deaths);
	}

	/**
	 * Runs an action with a peer, and repeats it if the peer was retired meanwhile.
	 * @param node its node ID
	 * @param action returns {@code false} if the peer was retired
	 * @return {@code false} if too many unconnected peers exist and nothing was done; the
	 * caller treats the node as unreachable
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
	 * Fires a monitor that cannot be registered. What its context sends until its action
	 * starts is lost too, even if the limit admits the peer by then.
	 */
	void refuse(String node, String port, Monitor monitor, Reason reason) {
		while (true) {
			Peer peer = peer(node);
			Monitor.Opener opener = peer.refuse(port, monitor, reason);
			if (opener != null) {
				monitor.trigger(reason, (told) -> {
					opener.open(told);
					forget(peer);
				});
				return;
			}
			Thread.onSpinWait();
		}
	}

	/**
	 * Whether the number of unconnected peers has reached the limit, as with invented
	 * node IDs.
	 */
	private boolean isFull() {
		return this.peers.size() - this.connections.get().sessions().size() >= this.limit;
	}

	/** Returns the nodes last reported as not writable. For the control executor. */
	List<String> reportedUnwritable() {
		return this.peers.values()
			.stream()
			.filter((peer) -> !peer.isReportedWritable())
			.map(Peer::node)
			.sorted()
			.toList();
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

	/** Removes a peer if nothing uses it. */
	void forget(Peer peer) {
		if (peer.retire()) {
			this.peers.remove(peer.node(), peer);
		}
	}

	/**
	 * Removes all peers that nothing uses by then, so that departed nodes take no memory.
	 * For the control executor.
	 */
	void sweepLater(Executor control, Duration delay) {
		if (!this.sweeping) {
			this.sweeping = true;
			this.timers.schedule(delay, () -> control.execute(() -> {
				this.sweeping = false;
				this.peers.values().removeIf(Peer::retire);
			}));
		}
	}

}
