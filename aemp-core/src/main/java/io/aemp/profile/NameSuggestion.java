package io.aemp.profile;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Suggests a known name for an unknown one. */
final class NameSuggestion {

	/** The most differences of a mistyped name; half of its length is a limit too. */
	private static final int TOLERANCE = 4;

	private NameSuggestion() {
	}

	/** Asks whether the nearest known name was meant, and lists all of them. */
	static String of(String unknown, String what, Collection<String> known) {
		if (known.isEmpty()) {
			return "There are no " + what + ".";
		}
		String name = unknown.toLowerCase(Locale.ROOT).replace('-', '_');
		String nearest = known.stream()
			.min(Comparator.comparingInt((candidate) -> distance(name, candidate.toLowerCase(Locale.ROOT))))
			.orElseThrow();
		boolean near = distance(name, nearest.toLowerCase(Locale.ROOT)) <= Math.min(TOLERANCE, name.length() / 2);
		return (near ? "Did you mean '" + nearest + "'? " : "") + "The " + what + " are " + String.join(", ", known)
				+ ".";
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
