package io.aemp.boot.handler;

import io.aemp.Message;
import org.jspecify.annotations.Nullable;

/** Makes the message that a reply port gets from what a method has returned. */
@FunctionalInterface
interface Answer {

	/** The acknowledgement of a method that returns nothing. */
	Answer ACKNOWLEDGEMENT = (result) -> Message.of(1);

	/** No answer. */
	Answer NONE = (result) -> null;

	/**
	 * Makes the message.
	 * @param result what the method has returned, or what its future has become
	 * @return the message, {@code null} for none
	 * @throws Exception if the result cannot travel
	 */
	@Nullable Message of(@Nullable Object result) throws Exception;

}
