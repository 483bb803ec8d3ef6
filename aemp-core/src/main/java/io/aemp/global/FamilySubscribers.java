package io.aemp.global;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The peers that monitor families, and the families that each peer monitors. */
final class FamilySubscribers {

	private final Map<String, Set<String>> families = new HashMap<>();

	private final Map<String, Set<String>> peers = new HashMap<>();

	private final int limit;

	/**
	 * Creates an empty collection.
	 * @param limit how many families one peer may monitor
	 */
	FamilySubscribers(int limit) {
		this.limit = limit;
	}

	/**
	 * Subscribes a peer to a family.
	 * @param peer the node ID of the peer
	 * @param family the family
	 * @throws IllegalArgumentException if the peer would exceed the limit
	 */
	void add(String peer, String family) {
		Set<String> all = this.families.computeIfAbsent(peer, (name) -> new LinkedHashSet<>());
		if (all.size() >= this.limit && !all.contains(family)) {
			throw new IllegalArgumentException(peer + " monitors more than " + this.limit + " families: " + family);
		}
		all.add(family);
		this.peers.computeIfAbsent(family, (name) -> new LinkedHashSet<>()).add(peer);
	}

	/**
	 * Unsubscribes a peer from a family.
	 * @param peer the node ID of the peer
	 * @param family the family
	 */
	void remove(String peer, String family) {
		Set<String> all = this.families.getOrDefault(peer, Set.of());
		if (all.contains(family)) {
			all.remove(family);
			forget(peer, family);
		}
	}

	/**
	 * Unsubscribes a peer from all families.
	 * @param peer the node ID of the peer
	 */
	void remove(String peer) {
		Set<String> all = this.families.remove(peer);
		if (all != null) {
			all.forEach((family) -> forget(peer, family));
		}
	}

	private void forget(String peer, String family) {
		Set<String> all = this.peers.getOrDefault(family, Set.of());
		if (all.contains(peer) && all.size() == 1) {
			this.peers.remove(family);
		}
		else if (all.contains(peer)) {
			all.remove(peer);
		}
	}

	/**
	 * The peers that monitor a family.
	 * @param family the family
	 * @return their node IDs
	 */
	Set<String> of(String family) {
		return this.peers.getOrDefault(family, Set.of());
	}

}
