package io.aemp.boot.actuate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Pages of long lists. */
class PageTests {

	private static final int ELEMENTS = 1000;

	private final Random random = new Random(1);

	@RepeatedTest(20)
	void everyPageIsTheOneOfTheSortedList() {
		// some of them several times
		List<Integer> elements = new ArrayList<>(
				IntStream.range(0, ELEMENTS).map((i) -> this.random.nextInt(ELEMENTS)).boxed().toList());
		for (int offset : new int[] { 0, 1, 99, 500, 990, 999, 1000, 5000 }) {
			for (int limit : new int[] { 0, 1, 10, 1000 }) {
				List<Integer> sorted = elements.stream().sorted().skip(offset).limit(limit).toList();
				Page.Cut<Integer> cut = new Page(offset, limit).cut(Comparator.<Integer>naturalOrder());
				elements.forEach(cut);
				assertThat(cut.elements()).isEqualTo(sorted);
				assertThat(cut.total()).isEqualTo(ELEMENTS);
			}
		}
	}

	@Test
	void deepPageCostsAFewComparisonsOfEachElement() {
		List<Integer> elements = new ArrayList<>(IntStream.range(0, 100_000).boxed().toList());
		for (int seed = 0; seed < 2; seed++) {
			long[] comparisons = { 0 };
			Page.Cut<Integer> cut = new Page(50_000, 100).cut((left, right) -> {
				comparisons[0]++;
				return Integer.compare(left, right);
			});
			elements.forEach(cut);
			assertThat(cut.elements()).startsWith(50_000).endsWith(50_099);
			// a heap needs 17 and more of them
			assertThat(comparisons[0]).isLessThan(15L * elements.size());
			Collections.shuffle(elements, this.random);
		}
	}

}
