package io.aemp.boot.handler;

/**
 * What a method has returned cannot travel. The message of the exception names the
 * method; what it returned is in the details only.
 */
class ResultException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String details;

	ResultException(String method, Exception cause) {
		super("The result of method " + method + " cannot travel");
		this.details = String.valueOf(cause.getMessage());
	}

	String details() {
		return this.details;
	}

}
