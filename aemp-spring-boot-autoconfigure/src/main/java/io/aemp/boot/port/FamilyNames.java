package io.aemp.boot.port;

import io.aemp.boot.handler.InvalidAnnotationException;

import java.util.regex.Pattern;

/** The rule for the names of families. */
public final class FamilyNames {

	/** The rule, to end a sentence whose subject is the name. */
	public static final String RULE = "starts with a letter and consists of letters, digits, '_' and ':'";

	private static final Pattern FAMILY = Pattern.compile("[A-Za-z][A-Za-z0-9_:]*");

	private FamilyNames() {
	}

	/**
	 * Checks a name.
	 * @param place where it is used, for the exception
	 * @param family the name
	 * @return the name
	 * @throws InvalidAnnotationException if it is not valid
	 */
	public static String require(String place, String family) {
		if (!isValid(family)) {
			throw new InvalidAnnotationException(
					place + " names the family '" + family + "', but a family " + RULE + ".", "Choose another name.");
		}
		return family;
	}

	/**
	 * Whether a name is valid.
	 * @param family the name
	 * @return whether applications may use it
	 */
	public static boolean isValid(String family) {
		return FAMILY.matcher(family).matches();
	}

}
