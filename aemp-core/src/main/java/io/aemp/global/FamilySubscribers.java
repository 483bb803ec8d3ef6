package io.aemp.global;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Which peers monitor which families. */
final class FamilySubscribers {

	private final Map<String, Set<String>> families = new HashMap<>();

	private final Map<String, Set<String>> peers = new HashMap<>();

	private final int limit;

	/**
	 * Creates an empty collection.
	 * @param limit how many families a peer may monitor
	 */
	FamilySubscribers(int limit) {
		this.limit = limit;
	}

	/**
	 * A peer begins to monitor a family.
	 * @param peer its node ID
	 * @param family the family
	 * @throws IllegalArgumentException if these are too many
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
	 * A peer monitors a family no more.
	 * @param peer its node ID
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
	 * A peer monitors nothing any more.
	 * @param peer its node ID
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
