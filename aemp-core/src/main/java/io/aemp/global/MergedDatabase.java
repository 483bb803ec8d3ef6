package io.aemp.global;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.aemp.Values;
import org.jspecify.annotations.Nullable;

/**
 * The merged entries of several owners. If several owners have set a subkey, the value
 * that was set last is visible. When its owner deletes it, a hidden value becomes
 * visible: that of the preferred owner, otherwise the one that was set before.
 */
final class MergedDatabase {

	private final String preferred;

	private final Map<String, Family> families = new HashMap<>();

	private final Map<String, Part> parts = new HashMap<>();

	/**
	 * Creates an empty database.
	 * @param preferred the owner whose hidden values become visible before those of
	 * others
	 */
	MergedDatabase(String preferred) {
		this.preferred = preferred;
	}

	/**
	 * Applies a change of an owner.
	 * @param owner the owner
	 * @param update its changes
	 * @return the effect
	 */
	Effect update(String owner, FamilyUpdate update) {
		return apply(owner, update, (owned, below) -> owned.over(below));
	}

	/**
	 * Replaces all entries of an owner. New and changed values count as set last, so they
	 * become visible.
	 * @param owner the owner
	 * @param database all entries of the owner
	 * @return the effects, by family
	 */
	List<Effect> replace(String owner, Map<String, ? extends Map<String, ? extends @Nullable Object>> database) {
		return replace(owner, database, (owned, below) -> owned.over(below));
	}

	/**
	 * Replaces all entries of an owner with entries that it had set before it connected.
	 * Where the value of another owner is visible, the owner with the greater ID wins. So
	 * two nodes that exchange their databases get the same result.
	 * @param owner the owner
	 * @param database all entries of the owner
	 * @return the effects, by family
	 */
	List<Effect> join(String owner, Map<String, ? extends Map<String, ? extends @Nullable Object>> database) {
		return replace(owner, database, (owned, below) -> (below.owner().compareTo(owner) > 0)
				? new OwnedValue(below.owner(), below.value(), owned.over(below.under())) : owned.over(below));
	}

	private List<Effect> replace(String owner, Map<String, ? extends Map<String, ? extends @Nullable Object>> database,
			Placement placement) {
		List<Effect> effects = new ArrayList<>();
		Part part = this.parts.getOrDefault(owner, new Part());
		for (String name : order(part.families.keySet(), database.keySet())) {
			Map<String, ? extends @Nullable Object> wanted = database.get(name);
			FamilyUpdate difference = difference(owner, name, (wanted != null) ? wanted : Map.of());
			if (!difference.isEmpty()) {
				effects.add(apply(owner, difference, placement));
			}
		}
		return effects;
	}

	/**
	 * The order in which families change. The changes are seen and sent one after the
	 * other: a node that must not be global says so before it has addresses, and until it
	 * has none.
	 */
	private static Set<String> order(Set<String> before, Set<String> after) {
		Set<String> names = new LinkedHashSet<>();
		if (after.contains(DatabaseState.NEVER)) {
			names.add(DatabaseState.NEVER);
		}
		before.stream().filter((name) -> !name.equals(DatabaseState.NEVER)).forEach(names::add);
		names.addAll(after);
		names.addAll(before);
		return names;
	}

	private FamilyUpdate difference(String owner, String name, Map<String, ? extends @Nullable Object> wanted) {
		Part part = this.parts.getOrDefault(owner, new Part());
		Set<String> deleted = new LinkedHashSet<>(part.families.getOrDefault(name, Set.of()));
		deleted.removeAll(wanted.keySet());
		Family family = this.families.get(name);
		Map<String, @Nullable Object> set = new LinkedHashMap<>();
		wanted.forEach((subkey, value) -> {
			OwnedValue held = (family != null) ? OwnedValue.of(family.values.get(subkey), owner) : null;
			if (held == null || !Values.equal(held.value(), value)) {
				set.put(subkey, value);
			}
		});
		return new FamilyUpdate(name, set, deleted);
	}

	/**
	 * Removes all entries of an owner.
	 * @param owner the owner
	 * @return the effects, by family
	 */
	List<Effect> remove(String owner) {
		return replace(owner, Map.of());
	}

	/**
	 * How many subkeys an owner has set.
	 * @param owner the owner
	 * @return their number
	 */
	int size(String owner) {
		Part part = this.parts.get(owner);
		return (part != null) ? part.size : 0;
	}

	/**
	 * The most subkeys that an owner can have after an update: deletions are not counted.
	 * @param owner the owner
	 * @param update the update
	 * @return their number
	 */
	int sizeWith(String owner, FamilyUpdate update) {
		Part part = this.parts.getOrDefault(owner, new Part());
		Set<String> known = part.families.getOrDefault(update.family(), Set.of());
		return part.size + (int) update.set().keySet().stream().filter((subkey) -> !known.contains(subkey)).count();
	}

	/**
	 * The visible entries of a family.
	 * @param name the family
	 * @return its contents, empty if there is no such family
	 */
	FamilyEntries contents(String name) {
		Family family = this.families.get(name);
		return (family != null) ? family.contents : FamilyEntries.EMPTY;
	}

	/**
	 * All visible entries.
	 * @return a snapshot by family
	 */
	Map<String, FamilyEntries> database() {
		Map<String, FamilyEntries> database = new TreeMap<>();
		this.families.forEach((name, family) -> database.put(name, family.contents));
		return database;
	}

	private Effect apply(String owner, FamilyUpdate update, Placement placement) {
		Family family = this.families.computeIfAbsent(update.family(), (name) -> new Family());
		Part part = this.parts.computeIfAbsent(owner, (name) -> new Part());
		Changes changes = new Changes();
		update.set().forEach((subkey, value) -> {
			boolean added = part.add(update.family(), subkey);
			OwnedValue owned = new OwnedValue(owner, value, null);
			OwnedValue before = family.values.get(subkey);
			OwnedValue below = (before != null && !added) ? before.without(owner) : before;
			OwnedValue after = (below != null) ? placement.place(owned, below) : owned;
			family.show(subkey, before, after, changes);
			if (after.owner().equals(owner) || (before != null && before.owner().equals(owner))) {
				changes.arrived.put(subkey, after.value());
			}
		});
		for (String subkey : update.deleted()) {
			if (part.remove(update.family(), subkey)) {
				family.delete(subkey, owner, this.preferred, changes);
			}
		}
		family.contents = family.contents.with(changes.changed).without(changes.deleted);
		if (family.values.isEmpty()) {
			this.families.remove(update.family());
		}
		if (part.size == 0) {
			this.parts.remove(owner);
		}
		return changes.effect(update.family());
	}

	/**
	 * The effect of an update.
	 *
	 * @param arrived values that the update made visible, also equal ones, and subkeys
	 * that are gone
	 * @param changed values that differ from those that were visible before, and subkeys
	 * that are gone
	 */
	record Effect(FamilyUpdate arrived, FamilyUpdate changed) {

	}

	/** Places a new value among the values of other owners. */
	private interface Placement {

		OwnedValue place(OwnedValue owned, OwnedValue below);

	}

	/** One family: the values of each subkey, and the visible entries. */
	private static final class Family {

		private final Map<String, OwnedValue> values = new HashMap<>();

		private FamilyEntries contents = FamilyEntries.EMPTY;

		void show(String subkey, @Nullable OwnedValue before, OwnedValue after, Changes changes) {
			this.values.put(subkey, after);
			if (before == null || !Values.equal(before.value(), after.value())) {
				changes.set(subkey, after.value());
			}
		}

		void delete(String subkey, String owner, String preferred, Changes changes) {
			OwnedValue before = this.values.get(subkey);
			OwnedValue rest = (before != null) ? before.without(owner) : null;
			if (rest == null) {
				this.values.remove(subkey);
				changes.delete(subkey);
				return;
			}
			OwnedValue favourite = OwnedValue.of(rest, preferred);
			boolean shown = before != null && before.owner().equals(owner);
			OwnedValue after = (shown && favourite != null) ? favourite.over(rest.without(preferred)) : rest;
			show(subkey, before, after, changes);
			if (shown) {
				changes.arrived.put(subkey, after.value());
			}
		}

	}

	/** Collects the effect of an update. */
	private static final class Changes {

		private final Map<String, @Nullable Object> arrived = new LinkedHashMap<>();

		private final Map<String, @Nullable Object> changed = new LinkedHashMap<>();

		private final Set<String> deleted = new LinkedHashSet<>();

		void set(String subkey, @Nullable Object value) {
			this.changed.put(subkey, value);
		}

		void delete(String subkey) {
			this.arrived.remove(subkey);
			this.changed.remove(subkey);
			this.deleted.add(subkey);
		}

		Effect effect(String family) {
			Collection<String> gone = this.deleted;
			return new Effect(new FamilyUpdate(family, this.arrived, gone),
					new FamilyUpdate(family, this.changed, gone));
		}

	}

	/** The subkeys that one owner has set. */
	private static final class Part {

		private final Map<String, Set<String>> families = new HashMap<>();

		private int size;

		boolean add(String family, String subkey) {
			boolean added = this.families.computeIfAbsent(family, (name) -> new HashSet<>()).add(subkey);
			this.size += added ? 1 : 0;
			return added;
		}

		boolean remove(String family, String subkey) {
			Set<String> subkeys = this.families.getOrDefault(family, Set.of());
			if (!subkeys.contains(subkey)) {
				return false;
			}
			subkeys.remove(subkey);
			this.size--;
			if (subkeys.isEmpty()) {
				this.families.remove(family);
			}
			return true;
		}

	}

}
