package io.aemp.faults;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import io.aemp.Database;
import io.aemp.testing.BoundedWait;

/** What one node sets in the database, and what it sees there. */
final class DatabaseMember {

	/** Of which each node sets subkeys of its own. */
	static final String OWN = "own";

	/** Of which two global nodes set the same subkey. */
	static final String SHARED = "shared";

	private final Map<String, Map<String, Object>> monitored = new ConcurrentHashMap<>();

	private final Map<String, Object> owned = new TreeMap<>();

	private final String id;

	private final Database database;

	DatabaseMember(String id, Database database) {
		this.id = id;
		this.database = database;
		List.of(OWN, SHARED)
			.forEach((family) -> database.monitor(family,
					(change) -> this.monitored.put(family, new TreeMap<>(change.contents()))));
	}

	/** Sets one subkey anew, and deletes the one before. */
	void change(int round) {
		this.owned.keySet().forEach((subkey) -> this.database.delete(OWN, subkey));
		this.owned.clear();
		this.owned.put("of " + this.id + " in round " + round, (long) round);
		this.owned.put("of " + this.id, "changed in " + round);
		this.owned.forEach((subkey, value) -> this.database.set(OWN, subkey, value));
	}

	/** Sets a subkey that others set too. */
	void changeShared(int round) {
		this.database.set(SHARED, "round", this.id + " in " + round);
	}

	Map<String, Object> owned() {
		return this.owned;
	}

	/** As it is answered. */
	Map<String, Object> asked(String family) {
		return new TreeMap<>(BoundedWait.get(this.database.entries(family)));
	}

	/** As the monitor was told last. */
	Map<String, Object> monitored(String family) {
		return this.monitored.getOrDefault(family, Map.of());
	}

}
