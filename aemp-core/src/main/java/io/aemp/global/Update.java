package io.aemp.global;

import java.util.Collection;
import java.util.HashMap;
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
		Map<String, @Nullable Object> names = new HashMap<>();
		this.deleted.forEach((subkey) -> names.put(subkey, null));
		Iterator<Contents> sets = Portions.of(this.family, Contents.of(this.set), octets);
		Iterator<Contents> deletes = Portions.of(this.family, Contents.of(names), octets);
		return new Iterator<>() {

			@Override
			public boolean hasNext() {
				return sets.hasNext() || deletes.hasNext();
			}

			@Override
			public Update next() {
				Contents set = sets.hasNext() ? sets.next() : Contents.EMPTY;
				Contents deleted = (deletes.hasNext()) ? deletes.next() : Contents.EMPTY;
				return new Update(Update.this.family, set, deleted.keySet());
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
