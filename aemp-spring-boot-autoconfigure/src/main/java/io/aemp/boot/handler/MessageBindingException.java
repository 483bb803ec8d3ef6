package io.aemp.boot.handler;

import org.jspecify.annotations.Nullable;

/**
 * The elements of a message do not match the parameters of a method in number or type.
 */
public class MessageBindingException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	MessageBindingException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
