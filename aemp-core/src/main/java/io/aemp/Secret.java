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

	private final byte[] bytes;

	private Secret(byte[] bytes) {
		this.bytes = bytes;
	}

	/**
	 * Makes a secret of text: characters up to 255 are one byte each, as in Perl; a text
	 * with others is taken as UTF-8.
	 * @param text the text
	 * @return the secret
	 */
	public static Secret of(String text) {
		return new Secret(text.getBytes(Values.isLatin1(text) ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8));
	}

	/**
	 * Makes a secret of bytes.
	 * @param bytes the bytes
	 * @return the secret
	 */
	public static Secret of(byte[] bytes) {
		return new Secret(bytes.clone());
	}

	/**
	 * Whether this is no secret at all.
	 * @return whether there are no bytes
	 */
	public boolean isEmpty() {
		return this.bytes.length == 0;
	}

	/**
	 * The bytes, for authentication.
	 * @return a copy
	 */
	public byte[] bytes() {
		return this.bytes.clone();
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Secret secret && MessageDigest.isEqual(this.bytes, secret.bytes);
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(this.bytes);
	}

	@Override
	public String toString() {
		return isEmpty() ? "none" : "******";
	}

}
