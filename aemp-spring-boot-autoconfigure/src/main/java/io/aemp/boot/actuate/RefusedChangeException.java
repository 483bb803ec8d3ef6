package io.aemp.boot.actuate;

/** A change that an operator has asked for cannot be made. */
final class RefusedChangeException extends RuntimeException {

	private final int status;

	private final String remedy;

	/**
	 * Creates the exception.
	 * @param status the status of the HTTP response
	 * @param problem why the change cannot be made
	 * @param remedy what to do about that
	 */
	RefusedChangeException(int status, String problem, String remedy) {
		super(problem);
		this.status = status;
		this.remedy = remedy;
	}

	int status() {
		return this.status;
	}

	String remedy() {
		return this.remedy;
	}

}
