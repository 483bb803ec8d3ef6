package io.aemp;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * The secret that the nodes of a network share. It never shows itself: neither its text
 * form nor an exception contains it.
 */
public final class Secret {

	private final byte[] octets;

	private Secret(byte[] octets) {
		this.octets = octets;
	}

	/**
	 * Makes a secret of text: characters up to 255 are one octet each, as in Perl; a text
	 * with others is taken as UTF-8.
	 * @param text the text
	 * @return the secret
	 */
	public static Secret of(String text) {
		return new Secret(text.getBytes(Values.isLatin1(text) ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8));
	}

	/**
	 * Makes a secret of octets.
	 * @param octets the octets
	 * @return the secret
	 */
	public static Secret of(byte[] octets) {
		return new Secret(octets.clone());
	}

	/**
	 * Whether this is no secret at all.
	 * @return whether there are no octets
	 */
	public boolean isEmpty() {
		return this.octets.length == 0;
	}

	/**
	 * The octets, for authentication.
	 * @return a copy
	 */
	public byte[] octets() {
		return this.octets.clone();
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Secret secret && MessageDigest.isEqual(this.octets, secret.octets);
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(this.octets);
	}

	@Override
	public String toString() {
		return isEmpty() ? "none" : "******";
	}

}
