package io.aemp.boot.event;

import java.util.Map;
import java.util.Set;

import io.aemp.FamilyChange;
import org.jspecify.annotations.Nullable;

/**
 * A monitored family of the database changed. The first event of a family comes soon and
 * always, and counts what is there as added.
 *
 * @param family the family
 * @param contents all of its subkeys and values, after the change
 * @param added the subkeys that are new
 * @param changed the subkeys that have another value
 * @param deleted the subkeys that are gone
 * @see io.aemp.annotation.FamilyListener
 */
public record FamilyChangedEvent(String family, Map<String, @Nullable Object> contents, Set<String> added,
		Set<String> changed, Set<String> deleted) {

	/**
	 * Creates the event.
	 * @param change the change that it tells
	 */
	public FamilyChangedEvent(FamilyChange change) {
		this(change.family(), change.contents(), change.added(), change.changed(), change.deleted());
	}

}
