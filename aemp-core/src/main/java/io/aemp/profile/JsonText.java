package io.aemp.profile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * JSON texts that people write. Comments that begin with {@code #} and commas before a
 * closing bracket are allowed.
 * <p>
 * Reads the tokens itself: the classes of an object mapper take longer to load than a
 * short program to run, and nothing else here needs them.
 */
public final class JsonText {

	private static final JsonFactory JSON = JsonFactory.builder()
		.enable(JsonReadFeature.ALLOW_TRAILING_COMMA, JsonReadFeature.ALLOW_YAML_COMMENTS)
		.build();

	private JsonText() {
	}

	/**
	 * Reads one value.
	 * @param text the text
	 * @return a text, a number, a truth value, {@code null}, a list, or a map in the
	 * order of the text; lists and maps may be changed
	 * @throws MalformedException if the text is not exactly one JSON value
	 */
	public static @Nullable Object read(String text) throws MalformedException {
		try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
			Object value = value(parser, parser.nextToken());
			if (parser.nextToken() != null) {
				throw new MalformedException(parser.currentTokenLocation());
			}
			return value;
		}
		catch (JacksonException ex) {
			// its message may quote a secret
			throw new MalformedException(ex.getLocation());
		}
	}

	private static @Nullable Object value(JsonParser parser, @Nullable JsonToken token) throws MalformedException {
		if (token == null) {
			throw new MalformedException(parser.currentLocation());
		}
		return switch (token) {
			case START_ARRAY -> list(parser);
			case START_OBJECT -> map(parser);
			case VALUE_STRING -> parser.getString();
			case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
			case VALUE_TRUE -> true;
			case VALUE_FALSE -> false;
			default -> null;
		};
	}

	private static List<@Nullable Object> list(JsonParser parser) throws MalformedException {
		List<@Nullable Object> list = new ArrayList<>();
		for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
			list.add(value(parser, token));
		}
		return list;
	}

	private static Map<String, @Nullable Object> map(JsonParser parser) throws MalformedException {
		Map<String, @Nullable Object> map = new LinkedHashMap<>();
		while (parser.nextToken() != JsonToken.END_OBJECT) {
			String key = parser.currentName();
			map.put(key, value(parser, parser.nextToken()));
		}
		return map;
	}

	/** A text is no JSON. Tells the place, and nothing of the text. */
	public static final class MalformedException extends Exception {

		private static final long serialVersionUID = 1L;

		private final int line;

		private final int column;

		private MalformedException(@Nullable TokenStreamLocation place) {
			super("no JSON");
			this.line = (place != null) ? Math.max(1, place.getLineNr()) : 1;
			this.column = (place != null) ? Math.max(1, place.getColumnNr()) : 1;
		}

		/**
		 * The line of the error.
		 * @return its number, from 1
		 */
		public int line() {
			return this.line;
		}

		/**
		 * The character of the line.
		 * @return its number, from 1
		 */
		public int column() {
			return this.column;
		}

	}

}
