package io.aemp.wire;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Packets as bytes, written independently of the code under test. */
enum RawFraming {

	JSON {
		@Override
		byte[] encode(Object packet) {
			return MAPPER.writeValueAsBytes(packet);
		}

		@Override
		Source source(InputStream in) {
			JsonParser parser = MAPPER.createParser(in);
			return () -> {
				try {
					if (parser.nextToken() == null) {
						throw new EOFException();
					}
					return MAPPER.readValue(parser, Object.class);
				}
				catch (JacksonException ex) {
					throw (ex.getCause() instanceof IOException cause) ? cause : new IOException(ex);
				}
			};
		}
	},

	CBOR {
		@Override
		byte[] encode(Object packet) {
			ByteArrayOutputStream out = new ByteArrayOutputStream();
			write(packet, out);
			return out.toByteArray();
		}

		@Override
		Source source(InputStream in) {
			return () -> read(in);
		}
	};

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.build();

	abstract byte[] encode(Object packet);

	abstract Source source(InputStream in);

	String wireName() {
		return name().toLowerCase(Locale.ROOT);
	}

	private static void write(@Nullable Object value, ByteArrayOutputStream out) {
		if (value == null) {
			out.write(0xf6);
		}
		else if (value instanceof Boolean truth) {
			out.write(truth ? 0xf5 : 0xf4);
		}
		else if (value instanceof Double number) {
			out.write(0xfb);
			out.writeBytes(ByteBuffer.allocate(8).putDouble(number).array());
		}
		else if (value instanceof Number number) {
			long whole = number.longValue();
			head((whole < 0) ? 1 : 0, (whole < 0) ? -1 - whole : whole, out);
		}
		else if (value instanceof byte[] bytes) {
			head(2, bytes.length, out);
			out.writeBytes(bytes);
		}
		else if (value instanceof String text) {
			byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
			head(3, bytes.length, out);
			out.writeBytes(bytes);
		}
		else if (value instanceof List<?> list) {
			head(4, list.size(), out);
			list.forEach((element) -> write(element, out));
		}
		else if (value instanceof Map<?, ?> map) {
			head(5, map.size(), out);
			map.forEach((key, element) -> {
				write(key, out);
				write(element, out);
			});
		}
		else {
			throw new IllegalArgumentException(value.getClass().getName());
		}
	}

	private static void head(int major, long value, ByteArrayOutputStream out) {
		int size = (value < 24) ? 0 : (value < 256) ? 1 : (value < 65536) ? 2 : (value < 1L << 32) ? 4 : 8;
		out.write(
				major << 5 | ((size == 0) ? (int) value : (size == 1) ? 24 : (size == 2) ? 25 : (size == 4) ? 26 : 27));
		for (int shift = 8 * (size - 1); shift >= 0; shift -= 8) {
			out.write((int) (value >>> shift));
		}
	}

	private static @Nullable Object read(InputStream in) throws IOException {
		int head = in.read();
		if (head < 0) {
			throw new EOFException();
		}
		int major = head >> 5;
		if (major == 7) {
			return simple(head, in);
		}
		long value = argument(head & 31, in);
		return switch (major) {
			case 0 -> value;
			case 1 -> -1 - value;
			case 2 -> in.readNBytes((int) value);
			case 3 -> new String(in.readNBytes((int) value), StandardCharsets.UTF_8);
			case 4 -> list((int) value, in);
			case 5 -> map((int) value, in);
			default -> throw new IOException("tag " + value);
		};
	}

	private static @Nullable Object simple(int head, InputStream in) throws IOException {
		return switch (head) {
			case 0xf4 -> false;
			case 0xf5 -> true;
			case 0xf6 -> null;
			case 0xfa -> (double) ByteBuffer.wrap(in.readNBytes(4)).getFloat();
			case 0xfb -> ByteBuffer.wrap(in.readNBytes(8)).getDouble();
			default -> throw new IOException("not to be sent: " + Integer.toHexString(head));
		};
	}

	private static long argument(int info, InputStream in) throws IOException {
		if (info < 24) {
			return info;
		}
		if (info > 27) {
			throw new IOException("not to be sent: length " + info);
		}
		return new BigInteger(1, in.readNBytes(1 << (info - 24))).longValueExact();
	}

	private static List<@Nullable Object> list(int size, InputStream in) throws IOException {
		List<@Nullable Object> list = new ArrayList<>();
		for (int i = 0; i < size; i++) {
			list.add(read(in));
		}
		return list;
	}

	private static Map<@Nullable Object, @Nullable Object> map(int size, InputStream in) throws IOException {
		Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
		for (int i = 0; i < size; i++) {
			Object key = read(in);
			map.put(key, read(in));
		}
		return map;
	}

	/** Gives one packet after the other. */
	interface Source {

		@Nullable Object next() throws IOException;

	}

}
