package io.aemp.global;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * What this node has set: its own part of the database. Every set comes with a token, by
 * which a guard deletes what it has set and nothing that was set later.
 */
final class LocalDatabase {

	private final Map<String, Family> families = new HashMap<>();

	/**
	 * Sets a subkey.
	 * @param family the family
	 * @param subkey the subkey
	 * @param value the value
	 * @param token identifies this set
	 * @return what is to be told, also if the value is equal to the old one: another node
	 * may have set the subkey in between
	 */
	FamilyUpdate set(String family, String subkey, @Nullable Object value, Object token) {
		Family changed = this.families.computeIfAbsent(family, (name) -> new Family());
		changed.contents = changed.contents.with(subkey, value);
		changed.tokens.put(subkey, token);
		return new FamilyUpdate(family, Collections.singletonMap(subkey, value), List.of());
	}

	/**
	 * Deletes all subkeys of a family.
	 * @param family the family
	 * @return what is to be told
	 */
	FamilyUpdate withdraw(String family) {
		FamilyEntries contents = contents(family);
		this.families.remove(family);
		return new FamilyUpdate(family, Map.of(), contents.keySet());
	}

	/**
	 * Deletes subkeys.
	 * @param family the family
	 * @param subkeys the subkeys
	 * @return what is to be told
	 */
	FamilyUpdate delete(String family, Collection<String> subkeys) {
		List<String> deleted = subkeys.stream().distinct().filter((subkey) -> holds(family, subkey)).toList();
		Family changed = this.families.get(family);
		if (changed != null) {
			changed.contents = changed.contents.without(deleted);
			deleted.forEach(changed.tokens::remove);
			if (changed.tokens.isEmpty()) {
				this.families.remove(family);
			}
		}
		return new FamilyUpdate(family, Map.of(), deleted);
	}

	/**
	 * Deletes a subkey if it was not set again.
	 * @param family the family
	 * @param subkey the subkey
	 * @param token identifies the set
	 * @return what is to be told
	 */
	FamilyUpdate delete(String family, String subkey, Object token) {
		Family changed = this.families.get(family);
		boolean same = changed != null && changed.tokens.get(subkey) == token;
		return delete(family, same ? List.of(subkey) : List.of());
	}

	/**
	 * Whether this node has set something in a family.
	 * @param family the family
	 * @return whether it has
	 */
	boolean holds(String family) {
		return this.families.containsKey(family);
	}

	private boolean holds(String family, String subkey) {
		Family found = this.families.get(family);
		return found != null && found.tokens.containsKey(subkey);
	}

	/**
	 * What this node has set in a family.
	 * @param family the family
	 * @return subkeys and values
	 */
	FamilyEntries contents(String family) {
		Family found = this.families.get(family);
		return (found != null) ? found.contents : FamilyEntries.EMPTY;
	}

	/**
	 * All that this node has set.
	 * @return a snapshot by family
	 */
	Map<String, FamilyEntries> database() {
		Map<String, FamilyEntries> database = new TreeMap<>();
		this.families.forEach((name, family) -> database.put(name, family.contents));
		return database;
	}

	private static final class Family {

		private FamilyEntries contents = FamilyEntries.EMPTY;

		private final Map<String, Object> tokens = new HashMap<>();

	}

}
