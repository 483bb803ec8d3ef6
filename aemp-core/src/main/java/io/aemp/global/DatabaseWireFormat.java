package io.aemp.global;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.aemp.Values;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of the global protocol from decoded arguments. Names may have been
 * sent as text, bytes or numbers; an empty collection may have been sent as {@code null}.
 * Methods throw an {@link IllegalArgumentException} if a value has the wrong type.
 */
final class DatabaseWireFormat {

	private DatabaseWireFormat() {
	}

	static String text(@Nullable Object value) {
		String text = (value instanceof Boolean) ? null : Values.text(value);
		if (text == null) {
			throw mismatch(value, "text");
		}
		return text;
	}

	static FamilyEntries family(@Nullable Object value) {
		return FamilyEntries.of(map(value));
	}

	static Map<String, @Nullable Object> map(@Nullable Object value) {
		if (value instanceof FamilyEntries contents) {
			return contents;
		}
		Map<String, @Nullable Object> map = new LinkedHashMap<>();
		if (value instanceof Map<?, ?> entries) {
			entries.forEach((key, element) -> map.put(text(key), element));
		}
		else if (value != null) {
			throw mismatch(value, "a map");
		}
		return Collections.unmodifiableMap(map);
	}

	static Map<String, FamilyEntries> database(@Nullable Object value) {
		Map<String, FamilyEntries> database = new LinkedHashMap<>();
		map(value).forEach((family, contents) -> database.put(family, family(contents)));
		return database;
	}

	static List<String> texts(@Nullable Object value) {
		List<String> texts = new ArrayList<>();
		list(value).forEach((element) -> texts.add(text(element)));
		return Collections.unmodifiableList(texts);
	}

	static List<@Nullable Object> list(@Nullable Object value) {
		if (value instanceof List<?> list) {
			return Collections.unmodifiableList(Arrays.asList(list.toArray()));
		}
		if (value == null) {
			return List.of();
		}
		throw mismatch(value, "a list");
	}

	/**
	 * Reads the listeners that a node has published.
	 * @param value the value in the database
	 * @return the addresses; elements that are not text are left out; {@code null} if the
	 * value is not a list
	 */
	static @Nullable List<String> listeners(@Nullable Object value) {
		if (!(value instanceof List<?> list)) {
			return null;
		}
		return list.stream()
			.filter((element) -> element instanceof String || element instanceof byte[])
			.map(DatabaseWireFormat::text)
			.toList();
	}

	private static IllegalArgumentException mismatch(@Nullable Object value, String wanted) {
		return new IllegalArgumentException("not " + wanted + ": " + Values.display(value));
	}

}
