package io.aemp.codec;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.aemp.Framing.DecodingException;
import io.aemp.Framing.PacketLimits;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads JSON strictly. The scanner finds the end of a packet and checks its depth. The
 * JDK decodes UTF-8, because Jackson checks it less strictly. Jackson parses the text.
 */
final class JsonReader extends PacketReader {

	private final JsonFactory factory;

	private final JsonScanner scanner;

	private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();

	JsonReader(JsonFactory factory, PacketLimits limits) {
		super(limits);
		this.factory = factory;
		this.scanner = new JsonScanner(limits);
	}

	@Override
	int skip(byte[] array, int from, int to) {
		int position = from;
		while (position < to && isSpace(array[position])) {
			position++;
		}
		return position;
	}

	private static boolean isSpace(byte character) {
		return character == ' ' || character == '\n' || character == '\r' || character == '\t';
	}

	@Override
	int read(byte[] array, int from, int to) throws DecodingException {
		if (array[from] != '[') {
			throw noPacket();
		}
		this.scanner.begin();
		int length = this.scanner.scan(array, from, to);
		if (length < 0) {
			throw IncompleteException.INSTANCE;
		}
		parse(characters(array, from, length));
		return from + length;
	}

	private CharBuffer characters(byte[] array, int from, int length) throws DecodingException {
		try {
			return this.utf8.decode(ByteBuffer.wrap(array, from, length));
		}
		catch (CharacterCodingException ex) {
			throw new DecodingException("The input is no UTF-8");
		}
	}

	private void parse(CharBuffer text) throws DecodingException {
		try (JsonParser parser = this.factory.createParser(ObjectReadContext.empty(), text.array(), text.arrayOffset(),
				text.remaining())) {
			parser.nextToken();
			JsonToken token = parser.nextToken();
			Object name = (token != JsonToken.END_ARRAY) ? value(parser, token) : null;
			packet(name, (token != JsonToken.END_ARRAY) ? elements(parser) : new Object[0]);
		}
		catch (StreamConstraintsException ex) {
			throw new DecodingException("A number has more than " + JsonFraming.LONGEST_NUMBER + " digits");
		}
		catch (JacksonException ex) {
			// its message may quote the input
			throw new DecodingException("The input is no JSON");
		}
	}

	private static @Nullable Object value(JsonParser parser, JsonToken token) throws DecodingException {
		return switch (token) {
			case VALUE_STRING -> Utf8.wellFormed(parser.getString());
			case START_ARRAY -> list(elements(parser));
			case START_OBJECT -> map(entries(parser));
			case VALUE_TRUE -> true;
			case VALUE_FALSE -> false;
			case VALUE_NULL -> null;
			case VALUE_NUMBER_INT -> integer(parser);
			case VALUE_NUMBER_FLOAT -> floating(parser.getDoubleValue());
			default -> throw new IllegalStateException("A value begins with " + token);
		};
	}

	/** Reads elements up to the end of their list. */
	private static @Nullable Object[] elements(JsonParser parser) throws DecodingException {
		List<@Nullable Object> elements = new ArrayList<>(FEW);
		for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
			elements.add(value(parser, token));
		}
		return elements.toArray();
	}

	private static Map<String, @Nullable Object> entries(JsonParser parser) throws DecodingException {
		Map<String, @Nullable Object> entries = new LinkedHashMap<>();
		while (parser.nextToken() != JsonToken.END_OBJECT) {
			String key = Utf8.wellFormed(parser.currentName());
			entries.put(key, value(parser, parser.nextToken()));
		}
		return entries;
	}

	private static Object integer(JsonParser parser) throws DecodingException {
		boolean large = parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER;
		return large ? integer(parser.getBigIntegerValue()) : (Object) parser.getLongValue();
	}

	private static Double floating(double number) throws DecodingException {
		if (Double.isInfinite(number)) {
			throw new DecodingException("A number is too large for a double");
		}
		return number;
	}

}
