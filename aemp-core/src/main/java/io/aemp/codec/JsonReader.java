package io.aemp.codec;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import io.aemp.Framing.DecodingException;
import io.aemp.Framing.PacketLimits;
import org.jspecify.annotations.Nullable;

/** Reads JSON, strictly: one pass, straight from the bytes to the values. */
final class JsonReader extends PacketReader {

	private static final Object[] NONE = new Object[0];

	private final JsonInput input = new JsonInput();

	private final JsonNumber number = new JsonNumber(this.input);

	private final JsonString string = new JsonString(this.input);

	JsonReader(PacketLimits limits) {
		super(limits);
	}

	@Override
	int skip(byte[] array, int from, int to) {
		int position = from;
		while (position < to && JsonInput.isSpace(array[position])) {
			position++;
		}
		return position;
	}

	@Override
	int read(byte[] array, int from, int to) throws DecodingException {
		this.input.begin(array, from, to);
		if (this.input.next() != '[') {
			throw noPacket();
		}
		int octet = this.input.nextVisible();
		if (octet == ']') {
			packet(null, NONE);
		}
		else {
			Object name = nameOrValue(octet, 1);
			packet(name, isLast(']') ? NONE : elements(this.input.nextVisible(), 1));
		}
		return this.input.position();
	}

	/** Reads what often is a name: of a port, or a tag. */
	private @Nullable Object nameOrValue(int first, int depth) throws DecodingException {
		return (first == '"') ? this.string.readName() : value(first, depth);
	}

	private @Nullable Object value(int first, int depth) throws DecodingException {
		return switch (first) {
			case '"' -> this.string.read();
			case '[' -> list(deeper(depth));
			case '{' -> map(deeper(depth));
			case 't' -> literal("true", true);
			case 'f' -> literal("false", false);
			case 'n' -> literal("null", null);
			case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> this.number.read(first);
			default -> throw JsonInput.unexpected();
		};
	}

	private @Nullable Object literal(String name, @Nullable Object value) throws DecodingException {
		for (int i = 1; i < name.length(); i++) {
			if (this.input.next() != name.charAt(i)) {
				throw JsonInput.unexpected();
			}
		}
		return value;
	}

	private Object list(int depth) throws DecodingException {
		int octet = this.input.nextVisible();
		return list((octet == ']') ? NONE : elements(octet, depth));
	}

	/**
	 * Reads elements and the bracket behind them.
	 * @param first the first byte of the first element
	 */
	private @Nullable Object[] elements(int first, int depth) throws DecodingException {
		@Nullable Object[] elements = new @Nullable Object[FEW];
		elements[0] = nameOrValue(first, depth);
		int size = 1;
		while (!isLast(']')) {
			if (size == elements.length) {
				elements = Arrays.copyOf(elements, 2 * size);
			}
			elements[size++] = value(this.input.nextVisible(), depth);
		}
		return Arrays.copyOf(elements, size);
	}

	private Map<String, @Nullable Object> map(int depth) throws DecodingException {
		Map<String, @Nullable Object> entries = new LinkedHashMap<>();
		int octet = this.input.nextVisible();
		if (octet != '}') {
			entry(octet, entries, depth);
			while (!isLast('}')) {
				entry(this.input.nextVisible(), entries, depth);
			}
		}
		return map(entries);
	}

	private void entry(int first, Map<String, @Nullable Object> entries, int depth) throws DecodingException {
		if (first != '"') {
			throw JsonInput.unexpected();
		}
		String key = this.string.readName();
		if (this.input.nextVisible() != ':') {
			throw JsonInput.unexpected();
		}
		entries.put(key, value(this.input.nextVisible(), depth));
	}

	/** Reads what follows an element. */
	private boolean isLast(char bracket) throws DecodingException {
		int octet = this.input.nextVisible();
		if (octet != bracket && octet != ',') {
			throw JsonInput.unexpected();
		}
		return octet == bracket;
	}

}
