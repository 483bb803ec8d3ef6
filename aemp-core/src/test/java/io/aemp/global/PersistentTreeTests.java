package io.aemp.global;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** {@link PersistentTree}: how it is inside. What is in it is a matter of {@link FamilyEntriesTests}. */
class PersistentTreeTests {

	@Test
	void isBalancedWhateverIsTakenOut() {
		for (int seed = 0; seed < 300; seed++) {
			Random random = new Random(seed);
			TreeSet<String> model = new TreeSet<>();
			PersistentTree tree = null;
			for (int i = random.nextInt(2000); i >= 0; i--) {
				String key = "k" + random.nextInt(5000);
				model.add(key);
				tree = PersistentTree.with(tree, key, i);
			}
			while (tree != null) {
				List<String> all = new ArrayList<>(model);
				List<String> gone = (random.nextInt(2) == 0) ? run(all, random) : scattered(all, random);
				tree = PersistentTree.without(tree, gone.toArray(new String[0]), 0, gone.size());
				gone.forEach(model::remove);
				assertThat(keys(tree, new ArrayList<>())).as("seed " + seed).containsExactlyElementsOf(model);
				height(tree, seed);
			}
		}
	}

	private static List<String> run(List<String> all, Random random) {
		int from = random.nextInt(all.size());
		return all.subList(from, from + 1 + random.nextInt(all.size() - from));
	}

	private static List<String> scattered(List<String> all, Random random) {
		int rarity = 1 + random.nextInt(4);
		List<String> some = new ArrayList<>(all.stream().filter((key) -> random.nextInt(rarity) == 0).toList());
		some.add("nothing of this name");
		return some.stream().sorted().toList();
	}

	private static List<String> keys(@Nullable PersistentTree tree, List<String> keys) {
		if (tree != null) {
			keys(tree.left, keys);
			keys.add(tree.getKey());
			keys(tree.right, keys);
		}
		return keys;
	}

	private static int height(@Nullable PersistentTree tree, int seed) {
		if (tree == null) {
			return 0;
		}
		int left = height(tree.left, seed);
		int right = height(tree.right, seed);
		assertThat(Math.abs(left - right)).as("seed " + seed).isLessThan(2);
		return Math.max(left, right) + 1;
	}

	@Test
	void sharesWhatDoesNotChange() {
		List<Map.Entry<String, @Nullable Object>> entries = new ArrayList<>();
		for (int i = 10; i < 20; i++) {
			entries.add(Map.entry("k" + i, i));
		}
		PersistentTree tree = PersistentTree.of(entries, 0, entries.size());
		assertThat(tree).isNotNull();
		assertThat(PersistentTree.without(tree, new String[] { "a", "k155", "z" }, 0, 3)).isSameAs(tree);
		PersistentTree rest = PersistentTree.without(tree, new String[] { "k10" }, 0, 1);
		assertThat(rest).isNotNull();
		assertThat(rest.right).isSameAs(tree.right);
	}

}
