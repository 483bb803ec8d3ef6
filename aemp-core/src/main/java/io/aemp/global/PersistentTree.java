package io.aemp.global;

import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** A node of a persistent AVL tree, with its entry. */
final class PersistentTree extends SimpleImmutableEntry<String, @Nullable Object> {

	private static final long serialVersionUID = 1L;

	final transient @Nullable PersistentTree left;

	final transient @Nullable PersistentTree right;

	private final int height;

	private final int size;

	private PersistentTree(Map.Entry<String, @Nullable Object> entry, @Nullable PersistentTree left,
			@Nullable PersistentTree right) {
		super(entry);
		this.left = left;
		this.right = right;
		this.height = Math.max(height(left), height(right)) + 1;
		this.size = size(left) + size(right) + 1;
	}

	/** Makes a tree of sorted entries. */
	static @Nullable PersistentTree of(List<Map.Entry<String, @Nullable Object>> entries, int from, int to) {
		if (from == to) {
			return null;
		}
		int middle = (from + to) >>> 1;
		return new PersistentTree(entries.get(middle), of(entries, from, middle), of(entries, middle + 1, to));
	}

	private static int height(@Nullable PersistentTree tree) {
		return (tree != null) ? tree.height : 0;
	}

	static int size(@Nullable PersistentTree tree) {
		return (tree != null) ? tree.size : 0;
	}

	static PersistentTree with(@Nullable PersistentTree tree, String key, @Nullable Object value) {
		int order = (tree != null) ? key.compareTo(tree.getKey()) : 0;
		if (tree == null || order == 0) {
			Map.Entry<String, @Nullable Object> entry = new SimpleImmutableEntry<>(key, value);
			return (tree != null) ? new PersistentTree(entry, tree.left, tree.right)
					: new PersistentTree(entry, null, null);
		}
		return (order < 0) ? balanced(tree, with(tree.left, key, value), tree.right)
				: balanced(tree, tree.left, with(tree.right, key, value));
	}

	/**
	 * Removes sorted keys. Subtrees without such a key are shared; if nothing is removed,
	 * the result is the same tree and nothing is allocated.
	 */
	static @Nullable PersistentTree without(@Nullable PersistentTree tree, String[] keys, int from, int to) {
		if (tree == null || from == to) {
			return tree;
		}
		int found = Arrays.binarySearch(keys, from, to, tree.getKey());
		int before = (found < 0) ? -found - 1 : found;
		PersistentTree left = without(tree.left, keys, from, before);
		PersistentTree right = without(tree.right, keys, before, to);
		if (found >= 0) {
			return joined(left, right);
		}
		return (left == tree.left && right == tree.right) ? tree : joined(left, tree, right);
	}

	/**
	 * Joins two trees of any height; all keys of the first are less than those of the
	 * second.
	 */
	private static @Nullable PersistentTree joined(@Nullable PersistentTree left, @Nullable PersistentTree right) {
		if (left == null || right == null) {
			return (left != null) ? left : right;
		}
		PersistentTree first = right;
		while (first.left != null) {
			first = first.left;
		}
		return joined(left, first, withoutFirst(right));
	}

	private static @Nullable PersistentTree withoutFirst(PersistentTree tree) {
		return (tree.left != null) ? balanced(tree, withoutFirst(tree.left), tree.right) : tree.right;
	}

	/** Joins two trees of any height and the entry between them. */
	private static PersistentTree joined(@Nullable PersistentTree left, Map.Entry<String, @Nullable Object> entry,
			@Nullable PersistentTree right) {
		if (left != null && height(left) > height(right) + 1) {
			return balanced(left, left.left, joined(left.right, entry, right));
		}
		if (right != null && height(right) > height(left) + 1) {
			return balanced(right, joined(left, entry, right.left), right.right);
		}
		return new PersistentTree(entry, left, right);
	}

	private static PersistentTree balanced(Map.Entry<String, @Nullable Object> entry, @Nullable PersistentTree left,
			@Nullable PersistentTree right) {
		int lean = height(left) - height(right);
		if (left != null && lean > 1) {
			if (height(left.left) >= height(left.right) || left.right == null) {
				return new PersistentTree(left, left.left, new PersistentTree(entry, left.right, right));
			}
			PersistentTree top = left.right;
			return new PersistentTree(top, new PersistentTree(left, left.left, top.left),
					new PersistentTree(entry, top.right, right));
		}
		if (right != null && lean < -1) {
			if (height(right.right) >= height(right.left) || right.left == null) {
				return new PersistentTree(right, new PersistentTree(entry, left, right.left), right.right);
			}
			PersistentTree top = right.left;
			return new PersistentTree(top, new PersistentTree(entry, left, top.left),
					new PersistentTree(right, top.right, right.right));
		}
		return new PersistentTree(entry, left, right);
	}

}
