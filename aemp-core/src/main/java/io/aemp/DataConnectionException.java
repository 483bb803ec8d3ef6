package io.aemp;

import java.io.IOException;

/** A data connection could not be made, was lost, or is closed. */
public class DataConnectionException extends IOException {

	/** The first element of the reason, as Perl nodes give it. */
	public static final String IDENTIFIER = "AnyEvent::MP::DataConn";

	private static final long serialVersionUID = 1L;

	private final String node;

	private final transient Reason reason;

	/**
	 * Creates the exception.
	 * @param node the ID of the other node
	 * @param reason why there is no connection
	 */
	public DataConnectionException(String node, Reason reason) {
		super("No data connection with node " + node + ": " + reason);
		this.node = node;
		this.reason = reason;
	}

	/**
	 * The other node.
	 * @return its node ID
	 */
	public String node() {
		return this.node;
	}

	/**
	 * Why there is no connection.
	 * @return the reason: {@link #IDENTIFIER} and a text, or the reason for which a port
	 * has died or a node was lost
	 */
	public Reason reason() {
		return this.reason;
	}

}
