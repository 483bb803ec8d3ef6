package io.aemp.boot.hop;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What travels with a message that is followed.
 *
 * @param message the name under which it is followed
 * @param hop the ID of the hop that comes before
 * @param hops how many hops come before
 */
record Mark(String message, String hop, int hops) {

	/** The header with the mark. */
	static final String HEADER = "aemp-hop";

	/** What comes before the first hop. */
	static final String NO_HOP = "0";

	/** A message that goes round for ever is not followed for ever. */
	private static final int MOST_HOPS = 64;

	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,40}");

	/** Others may write what they like. */
	private static final Pattern FORM = Pattern.compile("(" + NAME + ") ([0-9a-f]{1,16}) ([0-9]{1,2})");

	/** Whether a message can be followed under this name. */
	static boolean isName(String text) {
		return NAME.matcher(text).matches();
	}

	/** Reads a mark; {@code null} if there is none, or none that counts. */
	static @Nullable Mark parse(@Nullable String text) {
		if (text == null) {
			return null;
		}
		Matcher matcher = FORM.matcher(text);
		return matcher.matches() ? new Mark(matcher.group(1), matcher.group(2), Integer.parseInt(matcher.group(3)))
				: null;
	}

	/** Whether the next hop is followed, too. */
	boolean goesOn() {
		return this.hops < MOST_HOPS;
	}

	/** The mark of what comes after a hop that comes after this one. */
	Mark after(String next) {
		return new Mark(this.message, next, this.hops + 1);
	}

	@Override
	public String toString() {
		return this.message + ' ' + this.hop + ' ' + this.hops;
	}

}
