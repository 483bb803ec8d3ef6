package io.aemp.cli.command;

import io.aemp.Values;
import org.jspecify.annotations.Nullable;

/** Truth as in Perl, for switches that are written as values. */
public final class Truth {

	private Truth() {
	}

	/**
	 * Whether a value is true.
	 * @param value a value of JSON, or a text
	 * @return {@code false} for {@code null}, an empty text and {@code 0}
	 */
	public static boolean of(@Nullable Object value) {
		String text = Values.text(value);
		return value != null && (text == null || !(text.isEmpty() || text.equals("0")));
	}

}
