package io.aemp.codec;

import io.aemp.Framing.DecodingException;

/**
 * The input ends within a packet. That is no error while more input can follow; therefore
 * there is only one instance, without a stack trace.
 */
final class IncompleteException extends DecodingException {

	static final IncompleteException INSTANCE = new IncompleteException();

	private static final long serialVersionUID = 1L;

	private IncompleteException() {
		super("An item of the packet goes beyond the end of the packet");
	}

	@Override
	public synchronized Throwable fillInStackTrace() {
		return this;
	}

}
