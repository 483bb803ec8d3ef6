package io.aemp.simulation.contract;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * All that a story follows from.
 *
 * @param seed decides all that is left to chance
 * @param nodes how many nodes there are in the beginning; 0 leaves that to chance
 * @param events which of the events happen; instead of the others, only time passes
 */
record Script(long seed, int nodes, BitSet events) {

	/** How much happens in a story. */
	static final int EVENTS = 120;

	static Script of(long seed) {
		return of(seed, 0, EVENTS);
	}

	static Script of(long seed, int nodes, int events) {
		BitSet all = new BitSet();
		all.set(0, events);
		return new Script(seed, nodes, all);
	}

	/** Reads what {@link #toString} has written; all but the seed may be missing. */
	static Script parse(List<String> words) {
		long seed = Long.parseLong(words.get(0));
		int nodes = (words.size() > 1) ? Integer.parseInt(words.get(1)) : 0;
		if (words.size() < 3) {
			return of(seed, nodes, EVENTS);
		}
		BitSet events = new BitSet();
		if (!words.get(2).equals("-")) {
			for (String range : words.get(2).split(",")) {
				String[] ends = range.split("-");
				events.set(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]) + 1);
			}
		}
		return new Script(seed, nodes, events);
	}

	Script withNodes(int nodes) {
		return new Script(this.seed, nodes, this.events);
	}

	/** The same without some of the events. */
	Script without(BitSet left) {
		BitSet rest = (BitSet) this.events.clone();
		rest.andNot(left);
		return new Script(this.seed, this.nodes, rest);
	}

	int length() {
		return this.events.length();
	}

	boolean has(int event) {
		return this.events.get(event);
	}

	/** The seed, the number of nodes, and the events, as a command takes them. */
	@Override
	public String toString() {
		List<String> ranges = new ArrayList<>();
		for (int from = this.events.nextSetBit(0); from >= 0;) {
			int to = this.events.nextClearBit(from) - 1;
			ranges.add((from == to) ? String.valueOf(from) : from + "-" + to);
			from = this.events.nextSetBit(to + 1);
		}
		return this.seed + " " + this.nodes + " " + (ranges.isEmpty() ? "-" : String.join(",", ranges));
	}

}
