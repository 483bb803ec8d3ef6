package io.aemp.cli.command;

/** How the process ends. */
public enum ExitStatus {

	/** All was done. */
	SUCCESS(0),
	/** No answer in time. */
	NO_ANSWER(1),
	/** A mistake of the user, in the arguments or in the file. */
	USAGE(2),
	/** The other side reported a failure. */
	FAILED(3);

	private final int code;

	ExitStatus(int code) {
		this.code = code;
	}

	/**
	 * The status as the operating system sees it.
	 * @return the code
	 */
	public int code() {
		return this.code;
	}

}
