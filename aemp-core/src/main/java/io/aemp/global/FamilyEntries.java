package io.aemp.global;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The subkeys and values of a family at one moment; immutable, sorted by subkey.
 * <p>
 * A persistent balanced tree: versions share their common nodes. A change costs
 * {@code O(log n)}, and a reader may keep any version. Lookups compare keys and do not
 * hash them, so a peer cannot choose subkeys that make them slow.
 */
final class FamilyEntries extends AbstractMap<String, @Nullable Object> {

	/** An empty family. */
	static final FamilyEntries EMPTY = new FamilyEntries(null);

	/**
	 * Changes are applied one by one if they are fewer than this fraction of the entries;
	 * otherwise merging all entries is faster.
	 */
	private static final int FEW = 16;

	private final @Nullable PersistentTree root;

	private FamilyEntries(@Nullable PersistentTree root) {
		this.root = root;
	}

	/**
	 * Copies a map.
	 * @param map subkeys and values
	 * @return the entries; the argument itself if it is one already
	 */
	static FamilyEntries of(Map<String, ? extends @Nullable Object> map) {
		if (map instanceof FamilyEntries contents) {
			return contents;
		}
		return EMPTY.with(map);
	}

	/**
	 * Takes sorted entries, in linear time.
	 * @param sorted the entries, sorted by subkey, without duplicates
	 * @return the entries
	 */
	static FamilyEntries of(List<Map.Entry<String, @Nullable Object>> sorted) {
		return new FamilyEntries(PersistentTree.of(sorted, 0, sorted.size()));
	}

	/**
	 * Sets a subkey.
	 * @param subkey the subkey
	 * @param value its value
	 * @return the new version
	 */
	FamilyEntries with(String subkey, @Nullable Object value) {
		return new FamilyEntries(PersistentTree.with(this.root, subkey, value));
	}

	/**
	 * Sets several subkeys. If they are many, one linear merge sets them all.
	 * @param set subkeys and their values
	 * @return the new version
	 */
	FamilyEntries with(Map<String, ? extends @Nullable Object> set) {
		if (isFew(set.size())) {
			PersistentTree tree = this.root;
			for (Map.Entry<String, ? extends @Nullable Object> entry : set.entrySet()) {
				tree = PersistentTree.with(tree, entry.getKey(), entry.getValue());
			}
			return new FamilyEntries(tree);
		}
		List<Map.Entry<String, @Nullable Object>> added = new ArrayList<>(set.size());
		set.forEach((subkey, value) -> added.add(new SimpleImmutableEntry<>(subkey, value)));
		added.sort(Map.Entry.comparingByKey());
		return of(isEmpty() ? added : merged(added));
	}

	/** Merges sorted entries; of two with the same subkey, the added one wins. */
	private List<Map.Entry<String, @Nullable Object>> merged(List<Map.Entry<String, @Nullable Object>> added) {
		List<Map.Entry<String, @Nullable Object>> all = new ArrayList<>(size() + added.size());
		int next = 0;
		for (Map.Entry<String, @Nullable Object> entry : entrySet()) {
			int order = 1;
			while (next < added.size() && (order = added.get(next).getKey().compareTo(entry.getKey())) < 0) {
				all.add(added.get(next++));
			}
			if (next == added.size() || order > 0) {
				all.add(entry);
			}
		}
		all.addAll(added.subList(next, added.size()));
		return all;
	}

	/**
	 * Removes several subkeys.
	 * @param subkeys the subkeys; unknown ones are ignored
	 * @return the new version, or this one if nothing was removed
	 */
	FamilyEntries without(Collection<String> subkeys) {
		String[] gone = subkeys.toArray(new String[0]);
		Arrays.sort(gone);
		PersistentTree rest = PersistentTree.without(this.root, gone, 0, gone.length);
		return (rest != this.root) ? new FamilyEntries(rest) : this;
	}

	/**
	 * Whether it is faster to apply the changes one by one than to merge all entries.
	 */
	private boolean isFew(int changes) {
		return changes <= 1 || changes < size() / FEW;
	}

	@Override
	public int size() {
		return PersistentTree.size(this.root);
	}

	@Override
	public boolean containsKey(@Nullable Object subkey) {
		return find(subkey) != null;
	}

	@Override
	public @Nullable Object get(@Nullable Object subkey) {
		PersistentTree found = find(subkey);
		return (found != null) ? found.getValue() : null;
	}

	private @Nullable PersistentTree find(@Nullable Object subkey) {
		PersistentTree tree = (subkey instanceof String) ? this.root : null;
		while (tree != null) {
			int order = ((String) Objects.requireNonNull(subkey)).compareTo(tree.getKey());
			if (order == 0) {
				return tree;
			}
			tree = (order < 0) ? tree.left : tree.right;
		}
		return null;
	}

	@Override
	public Set<Map.Entry<String, @Nullable Object>> entrySet() {
		return new AbstractSet<>() {

			@Override
			public Iterator<Map.Entry<String, @Nullable Object>> iterator() {
				return new Entries(FamilyEntries.this.root);
			}

			@Override
			public int size() {
				return FamilyEntries.this.size();
			}

		};
	}

	/** Iterates over a tree in key order. */
	private static final class Entries implements Iterator<Map.Entry<String, @Nullable Object>> {

		private final Deque<PersistentTree> path = new ArrayDeque<>();

		private Entries(@Nullable PersistentTree root) {
			descend(root);
		}

		private void descend(@Nullable PersistentTree tree) {
			for (PersistentTree next = tree; next != null; next = next.left) {
				this.path.push(next);
			}
		}

		@Override
		public boolean hasNext() {
			return !this.path.isEmpty();
		}

		@Override
		public Map.Entry<String, @Nullable Object> next() {
			if (!hasNext()) {
				throw new NoSuchElementException();
			}
			PersistentTree tree = this.path.pop();
			descend(tree.right);
			return tree;
		}

	}

}
