package io.aemp;

/**
 * A value cannot travel to another node. The method that sends it throws this, before
 * anything is queued.
 */
public class UnsendableValueException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param message names the value, the rule and the remedy
	 */
	public UnsendableValueException(String message) {
		super(message);
	}

}
