package io.aemp;

/**
 * A call was answered with an error: the reply port was killed instead of answered.
 */
public class ErrorAnswerException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String port;

	private final transient Reason reason;

	/**
	 * Creates the exception.
	 * @param port the ID of the port that was called
	 * @param reason the reason with which the reply port was killed
	 */
	public ErrorAnswerException(String port, Reason reason) {
		super("Port " + port + " answered with an error: " + reason);
		this.port = port;
		this.reason = reason;
	}

	/**
	 * Which port was called.
	 * @return the port ID
	 */
	public String port() {
		return this.port;
	}

	/**
	 * The error.
	 * @return the reason with which the reply port was killed
	 */
	public Reason reason() {
		return this.reason;
	}

}
