package io.aemp.trace;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

import io.aemp.Message;
import io.aemp.Values;
import org.jspecify.annotations.Nullable;

/**
 * A packet as JSON on one line. Stops at a limit, so a huge packet costs no more than a
 * line. Bytes are text, one character per byte.
 */
final class PacketText {

	/** The longest text of a packet, without what says that it was shortened. */
	static final int LIMIT = 2000;

	private final StringBuilder text = new StringBuilder();

	private PacketText() {
	}

	static String of(String port, Message message, int bytes) {
		PacketText packet = new PacketText();
		packet.text.append('[');
		packet.string(port);
		for (int i = 0; i < message.size() && !packet.isFull(); i++) {
			packet.text.append(',');
			packet.value(message.get(i));
		}
		packet.text.append(']');
		return packet.shortened(bytes);
	}

	private boolean isFull() {
		return this.text.length() > LIMIT;
	}

	private String shortened(int bytes) {
		if (!isFull()) {
			return this.text.toString();
		}
		this.text.setLength(LIMIT);
		return this.text.append("... (").append(bytes).append(" bytes)").toString();
	}

	private void value(@Nullable Object value) {
		if (value instanceof CharSequence || value instanceof byte[]) {
			string(value);
		}
		else if (value instanceof List<?> list) {
			list(list);
		}
		else if (value instanceof Map<?, ?> map) {
			map(map);
		}
		else if (value instanceof BigInteger || value instanceof BigDecimal) {
			// the digits of a very large number would take long
			this.text.append(Values.display(value));
		}
		else {
			boolean undefined = value instanceof Double number && !Double.isFinite(number);
			this.text.append(undefined ? null : value);
		}
	}

	private void list(List<?> list) {
		this.text.append('[');
		String separator = "";
		for (Object element : list) {
			if (isFull()) {
				return;
			}
			this.text.append(separator);
			value(element);
			separator = ",";
		}
		this.text.append(']');
	}

	private void map(Map<?, ?> map) {
		this.text.append('{');
		String separator = "";
		for (Map.Entry<?, ?> entry : map.entrySet()) {
			if (isFull()) {
				return;
			}
			this.text.append(separator);
			string(entry.getKey());
			this.text.append(':');
			value(entry.getValue());
			separator = ",";
		}
		this.text.append('}');
	}

	private void string(@Nullable Object value) {
		byte[] bytes = (value instanceof byte[] octets) ? octets : null;
		String characters = (bytes != null) ? "" : String.valueOf(value);
		int length = (bytes != null) ? bytes.length : characters.length();
		this.text.append('"');
		for (int i = 0; i < length && !isFull(); i++) {
			character((bytes != null) ? (char) (bytes[i] & 0xFF) : characters.charAt(i));
		}
		this.text.append('"');
	}

	/** What could break the line, or show it in another order, is escaped. */
	private void character(char character) {
		if (character == '"' || character == '\\') {
			this.text.append('\\').append(character);
		}
		else if (isPlain(character)) {
			this.text.append(character);
		}
		else {
			this.text.append(String.format("\\u%04x", (int) character));
		}
	}

	private static boolean isPlain(char character) {
		return switch (Character.getType(character)) {
			case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR,
					Character.PARAGRAPH_SEPARATOR, Character.UNASSIGNED ->
				false;
			default -> true;
		};
	}

}
