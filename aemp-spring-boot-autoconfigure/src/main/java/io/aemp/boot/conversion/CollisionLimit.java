package io.aemp.boot.conversion;

import java.util.HashMap;
import java.util.Map;

/**
 * Refuses keys of which too many have the same hash code. A hash table can sort keys that
 * are {@link Comparable}; with others, records for example, a peer that chooses such keys
 * makes it search them one by one, for minutes with the keys of one message.
 */
final class CollisionLimit {

	private static final int MOST = 100;

	private final Map<Integer, Integer> counts = new HashMap<>();

	/**
	 * Counts a key that has just become part of a hash table.
	 * @param key the key
	 * @throws IllegalArgumentException if too many others have its hash code
	 */
	void count(Object key) {
		if (!(key instanceof Comparable) && this.counts.merge(key.hashCode(), 1, Integer::sum) > MOST) {
			throw new IllegalArgumentException(
					"more than " + MOST + " keys have the same hash code, that of a " + key.getClass().getName());
		}
	}

}
