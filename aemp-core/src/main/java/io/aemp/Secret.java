package io.aemp;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * The secret that the nodes of a network share. Neither its text form nor any exception
 * contains it.
 */
public final class Secret {

	private final byte[] bytes;

	private Secret(byte[] bytes) {
		this.bytes = bytes;
	}

	/**
	 * Makes a secret from text. If all characters are at most 255, each one is one byte,
	 * as in Perl; otherwise the text is encoded as UTF-8.
	 * @param text the text
	 * @return the secret
	 */
	public static Secret of(String text) {
		return new Secret(text.getBytes(Values.isLatin1(text) ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8));
	}

	/**
	 * Makes a secret from bytes.
	 * @param bytes the bytes; they are copied
	 * @return the secret
	 */
	public static Secret of(byte[] bytes) {
		return new Secret(bytes.clone());
	}

	/**
	 * Whether there is no secret.
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
