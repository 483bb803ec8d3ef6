package io.aemp;

import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What a family monitor is told. All collections are immutable and may be kept.
 *
 * @param family the family
 * @param contents all of its subkeys and values, after the change
 * @param added the subkeys that are new
 * @param changed the subkeys that have another value
 * @param deleted the subkeys that are gone
 */
public record FamilyChange(String family, Map<String, @Nullable Object> contents, Set<String> added,
		Set<String> changed, Set<String> deleted) {

}
