package io.aemp.codec;

import io.aemp.Framing.DecodingException;

/**
 * The input ends within a packet. Nothing is wrong if more can follow; therefore it is
 * made once and has no stack trace.
 */
final class IncompleteException extends DecodingException {

	static final IncompleteException INSTANCE = new IncompleteException();

	private static final long serialVersionUID = 1L;

	private IncompleteException() {
		super("The packet does not end where its parts end");
	}

	@Override
	public synchronized Throwable fillInStackTrace() {
		return this;
	}

}
