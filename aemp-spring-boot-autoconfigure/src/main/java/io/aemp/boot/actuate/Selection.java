package io.aemp.boot.actuate;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Selects the smallest elements of a list in linear time, where sorting all of them would
 * take long.
 */
final class Selection {

	private Selection() {
	}

	/**
	 * Moves the smallest elements of a list to its beginning, in any order but for the
	 * greatest of them, which comes last.
	 * @param list the list, with random access
	 * @param count the number of elements to select, from 1 to the size of the list
	 * @param order the order of the elements
	 */
	static <T> void select(List<T> list, int count, Comparator<? super T> order) {
		int from = 0;
		int to = list.size() - 1;
		while (from < to) {
			// by chance, so that nobody can prepare a slow order
			T pivot = list.get(ThreadLocalRandom.current().nextInt(from, to + 1));
			int left = from;
			int right = to;
			while (left <= right) {
				while (order.compare(list.get(left), pivot) < 0) {
					left++;
				}
				while (order.compare(list.get(right), pivot) > 0) {
					right--;
				}
				if (left <= right) {
					Collections.swap(list, left++, right--);
				}
			}
			if (count - 1 <= right) {
				to = right;
			}
			else if (count - 1 >= left) {
				from = left;
			}
			else {
				return;
			}
		}
	}

}
