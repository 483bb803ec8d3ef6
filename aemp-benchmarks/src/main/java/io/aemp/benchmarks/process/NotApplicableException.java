package io.aemp.benchmarks.process;

/** A system has nothing that the workload asks for. */
public final class NotApplicableException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param message what is missing
	 */
	public NotApplicableException(String message) {
		super(message);
	}

}
