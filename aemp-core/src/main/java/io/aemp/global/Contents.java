package io.aemp.global;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The subkeys and values of a family at one moment; immutable, sorted by subkey.
 * <p>
 * A balanced tree whose versions share what they have in common, so that a change costs
 * little however large the family is, and everybody may keep the version that was there
 * when he looked. No choice of subkeys makes it slow, as it could with hash codes.
 */
final class Contents extends AbstractMap<String, @Nullable Object> {

	/** An empty family. */
	static final Contents EMPTY = new Contents(null);

	private final @Nullable Tree root;

	private Contents(@Nullable Tree root) {
		this.root = root;
	}

	/**
	 * Copies a map.
	 * @param map subkeys and values
	 * @return the same as contents
	 */
	static Contents of(Map<String, ? extends @Nullable Object> map) {
		if (map instanceof Contents contents) {
			return contents;
		}
		Contents contents = EMPTY;
		for (Map.Entry<String, ? extends @Nullable Object> entry : map.entrySet()) {
			contents = contents.with(entry.getKey(), entry.getValue());
		}
		return contents;
	}

	/**
	 * These contents with a subkey set.
	 * @param subkey the subkey
	 * @param value its value
	 * @return the new contents
	 */
	Contents with(String subkey, @Nullable Object value) {
		return new Contents(Tree.with(this.root, subkey, value));
	}

	/**
	 * These contents without a subkey.
	 * @param subkey the subkey
	 * @return the new contents, the same if the subkey is not there
	 */
	Contents without(String subkey) {
		return containsKey(subkey) ? new Contents(Tree.without(this.root, subkey)) : this;
	}

	@Override
	public int size() {
		return Tree.size(this.root);
	}

	@Override
	public boolean containsKey(@Nullable Object subkey) {
		return find(subkey) != null;
	}

	@Override
	public @Nullable Object get(@Nullable Object subkey) {
		Tree found = find(subkey);
		return (found != null) ? found.getValue() : null;
	}

	private @Nullable Tree find(@Nullable Object subkey) {
		Tree tree = (subkey instanceof String) ? this.root : null;
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
				return new Entries(Contents.this.root);
			}

			@Override
			public int size() {
				return Contents.this.size();
			}

		};
	}

	/** A node of an AVL tree, and the entry that it holds. */
	private static final class Tree extends SimpleImmutableEntry<String, @Nullable Object> {

		private static final long serialVersionUID = 1L;

		private final transient @Nullable Tree left;

		private final transient @Nullable Tree right;

		private final int height;

		private final int size;

		private Tree(Map.Entry<String, @Nullable Object> entry, @Nullable Tree left, @Nullable Tree right) {
			super(entry);
			this.left = left;
			this.right = right;
			this.height = Math.max(height(left), height(right)) + 1;
			this.size = size(left) + size(right) + 1;
		}

		private static int height(@Nullable Tree tree) {
			return (tree != null) ? tree.height : 0;
		}

		private static int size(@Nullable Tree tree) {
			return (tree != null) ? tree.size : 0;
		}

		private static Tree with(@Nullable Tree tree, String key, @Nullable Object value) {
			int order = (tree != null) ? key.compareTo(tree.getKey()) : 0;
			if (tree == null || order == 0) {
				Map.Entry<String, @Nullable Object> entry = new SimpleImmutableEntry<>(key, value);
				return (tree != null) ? new Tree(entry, tree.left, tree.right) : new Tree(entry, null, null);
			}
			return (order < 0) ? balanced(tree, with(tree.left, key, value), tree.right)
					: balanced(tree, tree.left, with(tree.right, key, value));
		}

		private static @Nullable Tree without(@Nullable Tree tree, String key) {
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

		private static Tree balanced(Map.Entry<String, @Nullable Object> entry, @Nullable Tree left,
				@Nullable Tree right) {
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

	/** Walks through a tree in order. */
	private static final class Entries implements Iterator<Map.Entry<String, @Nullable Object>> {

		private final Deque<Tree> path = new ArrayDeque<>();

		private Entries(@Nullable Tree root) {
			descend(root);
		}

		private void descend(@Nullable Tree tree) {
			for (Tree next = tree; next != null; next = next.left) {
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
			Tree tree = this.path.pop();
			descend(tree.right);
			return tree;
		}

	}

}
