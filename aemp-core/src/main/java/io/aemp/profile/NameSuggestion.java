package io.aemp.profile;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Suggests a known name for an unknown one. */
public final class NameSuggestion {

	/** The most differences of a mistyped name; half of its length is a limit too. */
	private static final int TOLERANCE = 4;

	private NameSuggestion() {
	}

	/** Asks whether the nearest known name was meant, and lists all of them. */
	static String of(String unknown, String what, Collection<String> known) {
		if (known.isEmpty()) {
			return "There are no " + what + ".";
		}
		return nearest(unknown, known).map((name) -> "Did you mean '" + name + "'? ").orElse("") + "The " + what
				+ " are " + String.join(", ", known) + ".";
	}

	/**
	 * The known name that was probably meant. Case does not matter, nor whether words are
	 * joined by '-' or '_'.
	 * @param unknown the name that is not known
	 * @param known the names that are
	 * @return the nearest one, empty if none is near
	 */
	public static Optional<String> nearest(String unknown, Collection<String> known) {
		String name = plain(unknown);
		return known.stream()
			.min(Comparator.comparingInt((candidate) -> distance(name, plain(candidate))))
			.filter((candidate) -> distance(name, plain(candidate)) <= Math.min(TOLERANCE, name.length() / 2));
	}

	private static String plain(String name) {
		return name.toLowerCase(Locale.ROOT).replace('-', '_');
	}

	/**
	 * The edit distance: how many characters have to be inserted, removed or replaced.
	 */
	private static int distance(String a, String b) {
		int[] previous = new int[b.length() + 1];
		for (int j = 0; j <= b.length(); j++) {
			previous[j] = j;
		}
		for (int i = 1; i <= a.length(); i++) {
			int[] current = new int[b.length() + 1];
			current[0] = i;
			for (int j = 1; j <= b.length(); j++) {
				int replaced = previous[j - 1] + ((a.charAt(i - 1) == b.charAt(j - 1)) ? 0 : 1);
				current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
			}
			previous = current;
		}
		return previous[b.length()];
	}

}
