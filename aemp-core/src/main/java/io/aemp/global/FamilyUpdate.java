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
record FamilyUpdate(String family, Map<String, @Nullable Object> set, Collection<String> deleted) {

	/**
	 * Whether nothing changes.
	 * @return whether it is empty
	 */
	boolean isEmpty() {
		return this.set.isEmpty() && this.deleted.isEmpty();
	}

	/**
	 * Cuts this into pages that fit into packets. No subkey may be both set and
	 * deleted.
	 * @param bytes how much goes into a portion
	 * @return the same changes, at least one portion
	 */
	Iterator<FamilyUpdate> pages(int bytes) {
		Iterator<FamilyEntries> sets = Pages.of(this.family, FamilyEntries.of(this.set), bytes);
		Iterator<List<String>> deletes = Pages.of(this.deleted, bytes);
		return new Iterator<>() {

			@Override
			public boolean hasNext() {
				return sets.hasNext() || deletes.hasNext();
			}

			@Override
			public FamilyUpdate next() {
				FamilyEntries set = sets.hasNext() ? sets.next() : FamilyEntries.EMPTY;
				List<String> deleted = deletes.hasNext() ? deletes.next() : List.of();
				return new FamilyUpdate(FamilyUpdate.this.family, set, deleted);
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
