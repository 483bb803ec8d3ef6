package io.aemp.global;

import java.util.Objects;
import java.util.regex.Pattern;

/** The rules for the names of families and subkeys. */
final class FamilyNames {

	private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_:]*");

	private FamilyNames() {
	}

	static boolean isValid(String family) {
		return NAME.matcher(family).matches();
	}

	static void require(String family) {
		Objects.requireNonNull(family, "The family must not be null");
		if (!isValid(family)) {
			throw new IllegalArgumentException("'" + family
					+ "' is not a valid family name: it must begin with a letter"
					+ " and contain only letters (A-Z, a-z), digits, '_' and ':'. Choose another name, 'my_workers' for example.");
		}
	}

	static void requireSubkey(String family, String subkey) {
		if (subkey.isEmpty()) {
			throw new IllegalArgumentException("'' is not a valid subkey for the family '" + family
					+ "': a subkey must not be empty. Give a text, a port ID for example.");
		}
	}

}
