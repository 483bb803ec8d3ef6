package io.aemp.boot.actuate;

import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/** What an operator has asked for cannot be done. */
final class RefusedRequestException extends RuntimeException {

	private final int status;

	private final String remedy;

	/**
	 * Creates the exception.
	 * @param status the status of the HTTP response
	 * @param problem why it cannot be done
	 * @param remedy what to do about that
	 */
	RefusedRequestException(int status, String problem, String remedy) {
		super(problem);
		this.status = status;
		this.remedy = remedy;
	}

	String remedy() {
		return this.remedy;
	}

	/** What the operator is told. */
	WebEndpointResponse<OperatorAnswer> answer() {
		return OperatorAnswer.refusal(this.status, getMessage(), this.remedy);
	}

}
