package io.aemp.boot.handler;

import io.aemp.Message;
import org.jspecify.annotations.Nullable;

/**
 * What was found out about the reply port of one message.
 *
 * @param port the reply port, {@code null} if there is none
 * @param certain whether it is the reply port beyond doubt, so that a failure may kill it
 * @param elements the elements of the message without it
 */
record Reply(@Nullable String port, boolean certain, Message elements) {

	static Reply none(Message message) {
		return new Reply(null, false, message);
	}

}
