package io.aemp.global;

import java.util.Collection;
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
	 * The deleted subkeys as they travel.
	 * @return a list
	 */
	List<String> deletedList() {
		return List.copyOf(this.deleted);
	}

}
