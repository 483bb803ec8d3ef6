package io.aemp.global;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * What can be asked of a family.
 *
 * @param function the function of the request
 * @param answer makes the answer from the contents of the family
 * @param parser makes the answer from what travelled
 * @param <T> the type of the answer
 */
record Kind<T>(String function, Function<Contents, T> answer, Function<@Nullable Object, T> parser) {

	/** Subkeys and values. */
	static final Kind<Map<String, @Nullable Object>> FAMILY = new Kind<>("g_db_family", (contents) -> contents,
			Wire::family);

	/** Subkeys. */
	static final Kind<List<String>> SUBKEYS = new Kind<>("g_db_keys", (contents) -> List.copyOf(contents.keySet()),
			Wire::texts);

	/** Values. */
	static final Kind<List<@Nullable Object>> VALUES = new Kind<>("g_db_values",
			(contents) -> Collections.unmodifiableList(new ArrayList<>(contents.values())), Wire::list);

}
