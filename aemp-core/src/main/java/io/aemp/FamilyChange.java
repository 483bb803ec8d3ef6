package io.aemp;

import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A change of a family, as its monitors receive it. All collections are immutable.
 *
 * @param family the family
 * @param contents all of its subkeys and values, after the change
 * @param added the new subkeys
 * @param changed the subkeys with another value
 * @param deleted the removed subkeys
 */
public record FamilyChange(String family, Map<String, @Nullable Object> contents, Set<String> added,
		Set<String> changed, Set<String> deleted) {

}
