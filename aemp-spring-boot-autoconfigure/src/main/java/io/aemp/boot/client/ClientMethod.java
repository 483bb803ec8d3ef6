package io.aemp.boot.client;

import org.jspecify.annotations.Nullable;

/**
 * A method of a client, ready to be called by any thread.
 *
 * @param writer writes its arguments
 * @param exchange what is done with the message
 */
record ClientMethod(RequestWriter writer, Exchange exchange) {

	@Nullable Object call(@Nullable Object[] arguments) {
		return this.exchange.with(this.writer.write(arguments));
	}

	/** What is done with the message. */
	@FunctionalInterface
	interface Exchange {

		/**
		 * Sends the message, and maybe waits.
		 * @param request the message
		 * @return what the method returns
		 */
		@Nullable Object with(ClientRequest request);

	}

}
