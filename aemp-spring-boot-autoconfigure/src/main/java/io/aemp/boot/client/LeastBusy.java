package io.aemp.boot.client;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * The member with the fewest calls under way. Of several, one after the other, so that
 * members without calls share the work too.
 */
final class LeastBusy implements Choice {

	/** Only members with calls have an entry. */
	private final Map<String, Integer> calls = new ConcurrentHashMap<>();

	private final AtomicInteger turn = new AtomicInteger();

	@Override
	public String choose(List<String> members, @Nullable String key) {
		int first = Math.floorMod(this.turn.getAndIncrement(), members.size());
		String best = members.get(first);
		int fewest = callsOf(best);
		for (int i = 1; i < members.size() && fewest > 0; i++) {
			String member = members.get((first + i) % members.size());
			int calls = callsOf(member);
			if (calls < fewest) {
				best = member;
				fewest = calls;
			}
		}
		return best;
	}

	private int callsOf(String member) {
		return this.calls.getOrDefault(member, 0);
	}

	@Override
	public void begin(String member) {
		this.calls.merge(member, 1, Integer::sum);
	}

	@Override
	public void end(String member) {
		this.calls.computeIfPresent(member, (name, calls) -> (calls > 1) ? calls - 1 : null);
	}

}
