package io.aemp.boot.metrics;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

import io.aemp.Network;
import io.aemp.PeerInfo;

/**
 * The peers of a node at one time.
 *
 * @param up how many are connected
 * @param connecting to how many a connection is being made
 * @param unwritable how many of the connected ones are not writable
 * @param paused how many connections are not read
 * @param monitors how many of their ports this node monitors
 * @param silence how long the most silent of the connected ones was not heard from
 * @param queued how many bytes wait for each connected peer, by node ID
 */
record PeerCensus(long up, long connecting, long unwritable, long paused, long monitors, Duration silence,
		Map<String, Long> queued) {

	static PeerCensus of(Network network) {
		List<PeerInfo> peers = network.peers();
		Map<String, Long> queued = new TreeMap<>();
		peers.stream().filter(PeerCensus::isUp).forEach((peer) -> queued.put(peer.node(), peer.queued()));
		return new PeerCensus(count(peers, PeerCensus::isUp), count(peers, (peer) -> !isUp(peer)),
				count(peers, (peer) -> isUp(peer) && !peer.writable()), count(peers, PeerInfo::paused),
				peers.stream().mapToLong(PeerInfo::monitors).sum(),
				peers.stream()
					.filter(PeerCensus::isUp)
					.map(PeerInfo::silence)
					.max(Comparator.naturalOrder())
					.orElse(Duration.ZERO),
				queued);
	}

	private static boolean isUp(PeerInfo peer) {
		return peer.state() == PeerInfo.State.UP;
	}

	private static long count(List<PeerInfo> peers, Predicate<PeerInfo> which) {
		return peers.stream().filter(which).count();
	}

	long allQueued() {
		return this.queued.values().stream().mapToLong(Long::longValue).sum();
	}

	long mostQueued() {
		return this.queued.values().stream().mapToLong(Long::longValue).max().orElse(0);
	}

}
