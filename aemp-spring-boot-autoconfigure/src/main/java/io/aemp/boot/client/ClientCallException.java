package io.aemp.boot.client;

import org.jspecify.annotations.Nullable;

/**
 * A call of a typed client has no answer that can be used. The cause tells why: a
 * {@link io.aemp.PortDiedException} if the member died or could not be reached, a
 * {@link java.util.concurrent.TimeoutException} if it did not answer in time, an
 * {@link IllegalArgumentException} if its answer does not fit the type of the result, an
 * {@link InterruptedException} if the thread that waited was interrupted (it still is).
 * Where a member has answered with an error, clients throw an
 * {@link io.aemp.ErrorAnswerException} instead.
 */
public class ClientCallException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final int attempts;

	/**
	 * Creates the exception.
	 * @param message what went wrong
	 * @param attempts how many members were called
	 * @param cause why there is no answer, {@code null} if nobody was called
	 */
	public ClientCallException(String message, int attempts, @Nullable Throwable cause) {
		super(message, cause);
		this.attempts = attempts;
	}

	/**
	 * How often it was tried.
	 * @return the number of members that were called
	 */
	public int attempts() {
		return this.attempts;
	}

}
