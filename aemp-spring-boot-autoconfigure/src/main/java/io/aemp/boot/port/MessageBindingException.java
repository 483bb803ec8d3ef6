package io.aemp.boot.port;

import org.jspecify.annotations.Nullable;

/**
 * The elements of a message do not fit the parameters of a method, by number or by type.
 */
public class MessageBindingException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	MessageBindingException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
