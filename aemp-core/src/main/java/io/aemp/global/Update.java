package io.aemp.global;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Changes in one family. A subkey that is both set and deleted is deleted.
 *
 * @param family the family
 * @param set subkeys and their new values; not changed any more
 * @param deleted subkeys that are gone; not changed any more
 */
record Update(String family, Map<String, @Nullable Object> set, Collection<String> deleted) {

	/**
	 * Whether nothing changes.
	 * @return whether it is empty
	 */
	boolean isEmpty() {
		return this.set.isEmpty() && this.deleted.isEmpty();
	}

	/**
	 * Cuts this into portions that fit into packets. No subkey may be both set and
	 * deleted.
	 * @param octets how much goes into a portion
	 * @return the same changes, at least one portion
	 */
	Iterator<Update> portions(int octets) {
		Iterator<Contents> sets = Portions.of(this.family, Contents.of(this.set), octets);
		Iterator<List<String>> deletes = Portions.of(this.deleted, octets);
		return new Iterator<>() {

			@Override
			public boolean hasNext() {
				return sets.hasNext() || deletes.hasNext();
			}

			@Override
			public Update next() {
				Contents set = sets.hasNext() ? sets.next() : Contents.EMPTY;
				List<String> deleted = deletes.hasNext() ? deletes.next() : List.of();
				return new Update(Update.this.family, set, deleted);
			}

		};
	}

	/**
	 * The deleted subkeys as they travel.
	 * @return a list
	 */
	List<String> deletedList() {
		return List.copyOf(this.deleted);
	}

}
