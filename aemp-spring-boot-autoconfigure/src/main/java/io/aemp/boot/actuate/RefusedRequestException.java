package io.aemp.boot.actuate;

/** What an operator has asked for cannot be done. */
final class RefusedChangeException extends RuntimeException {

	private final int status;

	private final String remedy;

	/**
	 * Creates the exception.
	 * @param status the status of the HTTP response
	 * @param problem why it cannot be done
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
