package io.aemp.boot.conversion;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The keys that all maps for records of one class have, in their order. */
final class Names {

	private final List<String> all;

	private final Map<String, Integer> positions = new HashMap<>();

	Names(String... all) {
		this.all = List.of(all);
		for (String name : all) {
			this.positions.put(name, this.positions.size());
		}
	}

	/** The same keys after another one. */
	Names after(String first) {
		return new Names(Stream.concat(Stream.of(first), this.all.stream()).toArray(String[]::new));
	}

	int size() {
		return this.all.size();
	}

	String get(int position) {
		return this.all.get(position);
	}

	/** The position of a key, -1 if there is no such key. */
	int find(Object name) {
		return this.positions.getOrDefault(name, -1);
	}

}
