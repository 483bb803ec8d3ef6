package io.aemp.global;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Changes of one family. A subkey that is both set and deleted is deleted.
 *
 * @param family the family
 * @param set subkeys and their new values; must not be modified later
 * @param deleted deleted subkeys; must not be modified later
 */
record FamilyUpdate(String family, Map<String, @Nullable Object> set, Collection<String> deleted) {

	/**
	 * Whether the update changes nothing.
	 * @return whether it is empty
	 */
	boolean isEmpty() {
		return this.set.isEmpty() && this.deleted.isEmpty();
	}

	/**
	 * Splits this update into pages that fit into packets. No subkey may be both set and
	 * deleted.
	 * @param bytes the size of a page; a page may exceed it by one entry
	 * @return the same changes in at least one page
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
	 * The deleted subkeys as they are sent.
	 * @return a list
	 */
	List<String> deletedList() {
		return List.copyOf(this.deleted);
	}

}
