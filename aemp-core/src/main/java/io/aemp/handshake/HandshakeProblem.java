package io.aemp.handshake;

/** The kinds of reasons for which a handshake ends. */
public enum HandshakeProblem {

	/** Not AEMP, another protocol than this node's, or nonsense. */
	PROTOCOL,
	/** Another version of the protocol. */
	VERSION,
	/** Something sends back what it gets. */
	ECHO,
	/** The node does not want this peer now. */
	UNWANTED,
	/**
	 * The address, the node ID or the certificate is not among those that may connect.
	 */
	ADMISSION,
	/** No authentication method in common, or the peer does not prove what it claims. */
	AUTHENTICATION,
	/** No framing in common. */
	FRAMING,
	/** No encrypted connection could be made. */
	TLS,
	/** It took too long. */
	TIMEOUT,
	/** Too many are waiting. */
	OVERLOAD

}
