package io.aemp.cli.profile;

import java.security.SecureRandom;

/** Random secrets. */
final class RandomSecret {

	private static final String CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

	private static final int LENGTH = 180;

	private RandomSecret() {
	}

	static String next() {
		StringBuilder secret = new StringBuilder(LENGTH);
		new SecureRandom().ints(LENGTH, 0, CHARACTERS.length())
			.forEach((index) -> secret.append(CHARACTERS.charAt(index)));
		return secret.toString();
	}

}
