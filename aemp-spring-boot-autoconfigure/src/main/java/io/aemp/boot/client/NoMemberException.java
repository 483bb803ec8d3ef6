package io.aemp.boot.client;

import org.jspecify.annotations.Nullable;

/** A family had no member, or no further one, for a call within its time limit. */
public class NoMemberException extends ClientCallException {

	private static final long serialVersionUID = 1L;

	private final String family;

	/**
	 * Creates the exception.
	 * @param family the family
	 * @param message what went wrong
	 * @param attempts how many members were called before
	 * @param cause what has ended the last of these calls, {@code null} if there was none
	 */
	public NoMemberException(String family, String message, int attempts, @Nullable Throwable cause) {
		super(message, attempts, cause);
		this.family = family;
	}

	/**
	 * The family.
	 * @return its name
	 */
	public String family() {
		return this.family;
	}

}
