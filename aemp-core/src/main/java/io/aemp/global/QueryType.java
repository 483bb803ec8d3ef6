package io.aemp.global;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * What a query of a family returns.
 *
 * @param function the function of the request
 * @param answer makes the answer from the contents of the family
 * @param parser makes the answer from the reply of a peer; throws an
 * {@link IllegalArgumentException} if the reply has the wrong type
 * @param <T> the type of the answer
 */
record QueryType<T>(String function, Function<FamilyEntries, T> answer, Function<@Nullable Object, T> parser) {

	/** Subkeys and values. */
	static final QueryType<Map<String, @Nullable Object>> FAMILY = new QueryType<>("g_db_family",
			(contents) -> contents, DatabaseWireFormat::family);

	/** Subkeys. */
	static final QueryType<List<String>> SUBKEYS = new QueryType<>("g_db_keys",
			(contents) -> List.copyOf(contents.keySet()), DatabaseWireFormat::texts);

	/** Values. */
	static final QueryType<List<@Nullable Object>> VALUES = new QueryType<>("g_db_values",
			(contents) -> Collections.unmodifiableList(new ArrayList<>(contents.values())), DatabaseWireFormat::list);

}
