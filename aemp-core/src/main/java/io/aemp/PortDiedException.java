package io.aemp;

/**
 * A port died before it answered a call, ran a task or could be sent a message. A port
 * that does not exist, and a port whose connection is lost, count as dead.
 */
public class PortDiedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String port;

	private final transient Reason reason;

	/**
	 * Creates the exception.
	 * @param port the ID of the port
	 * @param reason why it died, or why its node cannot be reached
	 */
	public PortDiedException(String port, Reason reason) {
		super("Port " + port + " died: " + reason);
		this.port = port;
		this.reason = reason;
	}

	/**
	 * Which port died.
	 * @return the port ID
	 */
	public String port() {
		return this.port;
	}

	/**
	 * Why it died.
	 * @return the reason
	 */
	public Reason reason() {
		return this.reason;
	}

}
