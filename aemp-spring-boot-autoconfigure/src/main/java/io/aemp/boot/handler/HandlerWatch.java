package io.aemp.boot.handler;

import io.aemp.Receiver;

/**
 * Watches the methods of beans while they handle messages, for metrics, observations and
 * time limits. Without a watch nothing is put around a method, so that nothing is paid
 * for it.
 */
@FunctionalInterface
public interface HandlerWatch {

	/**
	 * Begins to watch what handles the messages with one tag. Called once for a class of
	 * beans and a tag, however many ports there are.
	 * @param handler what handles the messages
	 * @return the watch
	 */
	Watched watch(HandlerName handler);

	/** What watches one handler. */
	interface Watched {

		/** Watches nothing. */
		Watched NOTHING = (receiver) -> receiver;

		/**
		 * Puts the watch around the receiver of a port. Called once for each port.
		 * @param receiver calls the handler
		 * @return what receives the messages, on the threads of the port
		 */
		Receiver around(Receiver receiver);

		/**
		 * A message could not be processed. On a thread of the port: within the receiver,
		 * or later if an answer fails that comes later.
		 * @param failure what went wrong
		 */
		default void failed(Exception failure) {
		}

	}

}
