package io.aemp.boot.metrics;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

import io.aemp.Network;
import io.aemp.NodeObserver;
import io.aemp.PeerInfo;
import io.aemp.Reason;

/**
 * Counts what happens in a node, from its start on. It observes the node from the
 * beginning; registries may come later. Any thread.
 */
public final class NodeEventCounts implements NodeObserver {

	/**
	 * How many lost peers are remembered, to tell a new connection from the first one.
	 */
	private static final int MOST_LOST = 10_000;

	private static final String NORMAL = "normal";

	private static final List<String> REASONS = List.of(NORMAL, Reason.DIE, Reason.BAD_MESSAGE, Reason.BAD_RESULT,
			Reason.TRANSPORT_ERROR, Reason.NO_SUCH_PORT, Reason.UNHANDLED_MESSAGE, Reason.MAILBOX_OVERFLOW,
			Reason.NODE_CLOSED);

	private final Map<String, LongAdder> deaths = new LinkedHashMap<>();

	private final LongAdder otherDeaths = new LongAdder();

	private final LongAdder kills = new LongAdder();

	private final LongAdder opened = new LongAdder();

	private final LongAdder reopened = new LongAdder();

	private final LongAdder lost = new LongAdder();

	private final LongAdder refused = new LongAdder();

	private final LongAdder dropped = new LongAdder();

	private final LongAdder stalls = new LongAdder();

	private final LongAdder roleChanges = new LongAdder();

	/** The oldest first. Guarded by itself. */
	private final Set<String> lostPeers = new LinkedHashSet<>();

	/** Creates the counts, all zero. */
	public NodeEventCounts() {
		REASONS.forEach((reason) -> this.deaths.put(reason, new LongAdder()));
		this.deaths.put(BoundedValues.OTHER, this.otherDeaths);
	}

	@Override
	public void portDied(String port, Reason reason, boolean monitored) {
		// the identifier may be anything that a peer has sent
		this.deaths.getOrDefault(reason.isNormal() ? NORMAL : reason.identifier(), this.otherDeaths).increment();
	}

	@Override
	public void killRequested(String node, String port, Reason reason) {
		this.kills.increment();
	}

	@Override
	public void peerUp(PeerInfo peer) {
		this.opened.increment();
		synchronized (this.lostPeers) {
			if (this.lostPeers.remove(peer.node())) {
				this.reopened.increment();
			}
		}
	}

	@Override
	public void peerDown(String node, Reason reason) {
		this.lost.increment();
		synchronized (this.lostPeers) {
			if (this.lostPeers.add(node) && this.lostPeers.size() > MOST_LOST) {
				this.lostPeers.remove(this.lostPeers.iterator().next());
			}
		}
	}

	@Override
	public void writabilityChanged(String node, boolean writable) {
		if (!writable) {
			this.stalls.increment();
		}
	}

	@Override
	public void connectionRefused(String address, String problem) {
		this.refused.increment();
	}

	@Override
	public void packetDropped(String node, String problem) {
		this.dropped.increment();
	}

	@Override
	public void roleChanged(Network network) {
		this.roleChanges.increment();
	}

	/** Deaths of ports by reason; the reasons are always the same. */
	Map<String, LongAdder> deaths() {
		return this.deaths;
	}

	/** All counts without tags, by meter. */
	Map<NodeMeter, LongAdder> counts() {
		return Map.of(NodeMeter.KILLS, this.kills, NodeMeter.OPENED, this.opened, NodeMeter.REOPENED, this.reopened,
				NodeMeter.LOST, this.lost, NodeMeter.REFUSED, this.refused, NodeMeter.DROPPED, this.dropped,
				NodeMeter.STALLS, this.stalls, NodeMeter.ROLE_CHANGES, this.roleChanges);
	}

}
