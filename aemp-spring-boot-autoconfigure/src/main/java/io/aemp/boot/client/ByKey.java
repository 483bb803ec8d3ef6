package io.aemp.boot.client;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Rendezvous hashing: each member has a score for each key, and the highest one wins. So
 * when a member goes, only its keys move, and each to the member that comes next for it;
 * a new member takes an equal share from all. All clients of a network agree without a
 * word, as the scores depend on the key and the port IDs only.
 */
final class ByKey implements Choice {

	private static final long OFFSET_BASIS = 0xcbf29ce484222325L;

	private static final long PRIME = 0x100000001b3L;

	@Override
	public String choose(List<String> members, @Nullable String key) {
		long seed = hash(Objects.requireNonNull(key), OFFSET_BASIS);
		String best = members.get(0);
		long highest = mix(hash(best, seed));
		for (int i = 1; i < members.size(); i++) {
			long score = mix(hash(members.get(i), seed));
			if (score > highest) {
				best = members.get(i);
				highest = score;
			}
		}
		return best;
	}

	/** FNV-1a over the characters, which goes on from what comes before. */
	private static long hash(String text, long seed) {
		long hash = seed;
		for (int i = 0; i < text.length(); i++) {
			hash = (hash ^ text.charAt(i)) * PRIME;
		}
		return hash;
	}

	/** Lets each bit depend on all others: the finaliser of MurmurHash3. */
	private static long mix(long hash) {
		long mixed = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
		mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
		return mixed ^ (mixed >>> 33);
	}

}
