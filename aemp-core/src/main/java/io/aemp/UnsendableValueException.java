package io.aemp;

/**
 * A value cannot travel to another node. Thrown by the method that was to send it, before
 * anything is queued.
 */
public class UnsendableValueException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param message names the value, the rule and the way out
	 */
	public UnsendableValueException(String message) {
		super(message);
	}

}
