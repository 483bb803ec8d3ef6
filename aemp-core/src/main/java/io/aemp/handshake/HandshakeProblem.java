package io.aemp.handshake;

/** The kinds of problems that end a handshake. */
public enum HandshakeProblem {

	/** The peer does not speak AEMP, or sends an invalid line. */
	PROTOCOL,
	/** The peer speaks another version of the protocol. */
	VERSION,
	/** The peer sends back what this node sends. */
	ECHO,
	/** The node does not want this peer now. */
	UNWANTED,
	/** A process that has started later uses the ID of this node. */
	ID_CLAIMED,
	/** A process that was there first has the ID of this node. */
	ID_TAKEN,
	/** The address, the node ID or the certificate of the peer is not admitted. */
	ADMISSION,
	/**
	 * There is no common authentication method, or the peer cannot prove its identity.
	 */
	AUTHENTICATION,
	/** There is no common framing. */
	FRAMING,
	/** TLS could not be set up. */
	TLS,
	/** The handshake took too long. */
	TIMEOUT,
	/** Too many connections are not authenticated yet. */
	OVERLOAD

}
