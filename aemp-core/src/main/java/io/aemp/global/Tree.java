package io.aemp.global;

import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** A node of an AVL tree, and the entry that it holds. */
final class Tree extends SimpleImmutableEntry<String, @Nullable Object> {

	private static final long serialVersionUID = 1L;

	final transient @Nullable Tree left;

	final transient @Nullable Tree right;

	private final int height;

	private final int size;

	private Tree(Map.Entry<String, @Nullable Object> entry, @Nullable Tree left, @Nullable Tree right) {
		super(entry);
		this.left = left;
		this.right = right;
		this.height = Math.max(height(left), height(right)) + 1;
		this.size = size(left) + size(right) + 1;
	}

	/** A tree of some entries, which are in order. */
	static @Nullable Tree of(List<Map.Entry<String, @Nullable Object>> entries, int from, int to) {
		if (from == to) {
			return null;
		}
		int middle = (from + to) >>> 1;
		return new Tree(entries.get(middle), of(entries, from, middle), of(entries, middle + 1, to));
	}

	private static int height(@Nullable Tree tree) {
		return (tree != null) ? tree.height : 0;
	}

	static int size(@Nullable Tree tree) {
		return (tree != null) ? tree.size : 0;
	}

	static Tree with(@Nullable Tree tree, String key, @Nullable Object value) {
		int order = (tree != null) ? key.compareTo(tree.getKey()) : 0;
		if (tree == null || order == 0) {
			Map.Entry<String, @Nullable Object> entry = new SimpleImmutableEntry<>(key, value);
			return (tree != null) ? new Tree(entry, tree.left, tree.right) : new Tree(entry, null, null);
		}
		return (order < 0) ? balanced(tree, with(tree.left, key, value), tree.right)
				: balanced(tree, tree.left, with(tree.right, key, value));
	}

	static @Nullable Tree without(@Nullable Tree tree, String key) {
		if (tree == null) {
			return null;
		}
		int order = key.compareTo(tree.getKey());
		if (order != 0) {
			return (order < 0) ? balanced(tree, without(tree.left, key), tree.right)
					: balanced(tree, tree.left, without(tree.right, key));
		}
		if (tree.left == null || tree.right == null) {
			return (tree.left != null) ? tree.left : tree.right;
		}
		Tree next = tree.right;
		while (next.left != null) {
			next = next.left;
		}
		return balanced(next, tree.left, without(tree.right, next.getKey()));
	}

	private static Tree balanced(Map.Entry<String, @Nullable Object> entry, @Nullable Tree left, @Nullable Tree right) {
		int lean = height(left) - height(right);
		if (left != null && lean > 1) {
			if (height(left.left) >= height(left.right) || left.right == null) {
				return new Tree(left, left.left, new Tree(entry, left.right, right));
			}
			Tree top = left.right;
			return new Tree(top, new Tree(left, left.left, top.left), new Tree(entry, top.right, right));
		}
		if (right != null && lean < -1) {
			if (height(right.right) >= height(right.left) || right.left == null) {
				return new Tree(right, new Tree(entry, left, right.left), right.right);
			}
			Tree top = right.left;
			return new Tree(top, new Tree(entry, left, top.left), new Tree(right, top.right, right.right));
		}
		return new Tree(entry, left, right);
	}

}
