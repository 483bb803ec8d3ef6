package io.aemp.cli.command;

/** A command ends with an error. The message is for the user, on one line. */
public class CommandException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final ExitStatus status;

	/**
	 * Creates the exception.
	 * @param status how the process ends
	 * @param message names the value, the rule and the way out
	 */
	public CommandException(ExitStatus status, String message) {
		super(message);
		this.status = status;
	}

	/**
	 * A mistake of the user.
	 * @param message names the value, the rule and the way out
	 * @return the exception
	 */
	public static CommandException usage(String message) {
		return new CommandException(ExitStatus.USAGE, message);
	}

	/**
	 * How the process ends.
	 * @return the status
	 */
	public ExitStatus status() {
		return this.status;
	}

}
