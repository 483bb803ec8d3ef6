package io.aemp.boot.handler;

/**
 * The elements of a message do not match the parameters of a method in number or type, or
 * no method receives its tag. The message of the exception tells the rule; what the
 * message contains is in the {@linkplain #details() details} only.
 */
public class MessageBindingException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	private final String details;

	MessageBindingException(String message, String details) {
		super(message);
		this.details = details;
	}

	/**
	 * The elements that do not match, and why. They may be confidential.
	 * @return the details
	 */
	public String details() {
		return this.details;
	}

}
