package io.aemp.cli.command;

import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.aemp.Values;
import io.aemp.profile.JsonText;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.JsonStringEncoder;

/** JSON as the command reads and writes it. */
public final class Json {

	private static final String STEP = "   ";

	/** Numbers between these are written without an exponent, as in Perl. */
	private static final double LARGE = 1e15;

	private static final double SMALL = 1e-5;

	private Json() {
	}

	/**
	 * Reads one value.
	 * @param text the text
	 * @return texts, numbers, truth values, lists, maps
	 * @throws CommandException if the text is no JSON
	 */
	public static @Nullable Object read(String text) {
		try {
			return JsonText.read(text);
		}
		catch (JsonText.MalformedException ex) {
			throw CommandException.usage("The argument '" + Values.display(text) + "' begins like JSON, but is none: "
					+ "there is an error at character " + ex.column()
					+ ". Correct it, or give text that begins with [, { or \" as a JSON text.");
		}
	}

	/**
	 * Writes a value on one line, without blanks.
	 * @param value a value of a message
	 * @return JSON
	 */
	public static String compact(@Nullable Object value) {
		if (value instanceof Map<?, ?> map) {
			return map.entrySet()
				.stream()
				.map((entry) -> text(entry.getKey()) + ":" + compact(entry.getValue()))
				.collect(Collectors.joining(",", "{", "}"));
		}
		if (value instanceof List<?> list) {
			return list.stream().map(Json::compact).collect(Collectors.joining(",", "[", "]"));
		}
		return scalar(value);
	}

	/**
	 * Writes a value on several lines, as Perl does: three blanks for each level, and
	 * blanks around colons.
	 * @param value a value
	 * @return JSON, without a line end
	 */
	public static String pretty(@Nullable Object value) {
		StringBuilder text = new StringBuilder();
		pretty(value, "\n", text);
		return text.toString();
	}

	private static void pretty(@Nullable Object value, String newline, StringBuilder text) {
		if (value instanceof Map<?, ?> map && !map.isEmpty()) {
			text.append('{');
			for (Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator(); entries.hasNext();) {
				Map.Entry<?, ?> entry = entries.next();
				text.append(newline).append(STEP).append(text(entry.getKey())).append(" : ");
				pretty(entry.getValue(), newline + STEP, text);
				text.append(entries.hasNext() ? "," : "");
			}
			text.append(newline).append('}');
		}
		else if (value instanceof List<?> list && !list.isEmpty()) {
			text.append('[');
			for (Iterator<?> elements = list.iterator(); elements.hasNext();) {
				text.append(newline).append(STEP);
				pretty(elements.next(), newline + STEP, text);
				text.append(elements.hasNext() ? "," : "");
			}
			text.append(newline).append(']');
		}
		else {
			text.append(compact(value));
		}
	}

	private static String text(Object text) {
		return '"' + new String(JsonStringEncoder.getInstance().quoteAsCharArray(text.toString())) + '"';
	}

	private static String scalar(@Nullable Object value) {
		if (value instanceof byte[] bytes) {
			return text(Values.latin1(bytes));
		}
		if (value instanceof Double number) {
			return number(number);
		}
		return (value == null || value instanceof Number || value instanceof Boolean) ? String.valueOf(value)
				: text(value);
	}

	private static String number(Double number) {
		if (Math.abs(number) < LARGE && Math.abs(number) > SMALL) {
			return new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
		}
		// JSON has no other numbers
		return Double.isFinite(number) ? number.toString() : text(number);
	}

}
