package io.aemp.global;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * The entries that this node has set. Each set has a token: a guard deletes what its own
 * call has set, and nothing that was set later.
 */
final class LocalDatabase {

	private final Map<String, Family> families = new HashMap<>();

	/**
	 * Sets a subkey.
	 * @param family the family
	 * @param subkey the subkey
	 * @param value the value
	 * @param token identifies this call
	 * @return the change to announce; also if the value equals the old one, because
	 * another node may have set the subkey in between
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
	 * @return the change to announce
	 */
	FamilyUpdate withdraw(String family) {
		FamilyEntries contents = contents(family);
		this.families.remove(family);
		return new FamilyUpdate(family, Map.of(), contents.keySet());
	}

	/**
	 * Deletes subkeys. Those that this node has not set are ignored.
	 * @param family the family
	 * @param subkeys the subkeys
	 * @return the change to announce
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
	 * Deletes a subkey, unless it was set again since.
	 * @param family the family
	 * @param subkey the subkey
	 * @param token identifies the call that set it
	 * @return the change to announce, empty if it was set again
	 */
	FamilyUpdate delete(String family, String subkey, Object token) {
		Family changed = this.families.get(family);
		boolean same = changed != null && changed.tokens.get(subkey) == token;
		return delete(family, same ? List.of(subkey) : List.of());
	}

	/**
	 * Whether this node has set any subkey of a family.
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
	 * The entries of a family that this node has set.
	 * @param family the family
	 * @return subkeys and values
	 */
	FamilyEntries contents(String family) {
		Family found = this.families.get(family);
		return (found != null) ? found.contents : FamilyEntries.EMPTY;
	}

	/**
	 * All entries that this node has set.
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
