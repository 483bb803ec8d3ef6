package io.aemp;

import org.jspecify.annotations.Nullable;

/**
 * Takes part in what the application sends with a node: adds headers to messages, and
 * learns how calls end. It has no part in what the library itself sends.
 * <p>
 * Its methods are called on the thread that sends, before the message is checked. What
 * they throw is thrown to the sender, and nothing is sent. They should be quick, and must
 * not send with the same node.
 */
public interface SendInterceptor {

	/**
	 * A message is sent.
	 * @param port the ID of the port, or of a node
	 * @param message the message
	 * @return the message to send, usually the same one with headers
	 */
	Message send(String port, Message message);

	/**
	 * A port is spawned.
	 * @param node the ID of the node, or of a port there
	 * @param initFunction the name of the init function
	 * @param arguments the init data
	 * @return the init data to send
	 */
	default Message spawn(String node, String initFunction, Message arguments) {
		return arguments;
	}

	/**
	 * A call begins.
	 * @param port the ID of the port
	 * @param message the message, without the reply port
	 * @return what is sent, and is told how the call ends
	 */
	default Exchange call(String port, Message message) {
		Message sent = send(port, message);
		return new Exchange() {

			@Override
			public Message message() {
				return sent;
			}

			@Override
			public void ended(@Nullable Exception failure) {
			}

		};
	}

	/** A call, for the one who takes part in it. */
	interface Exchange {

		/**
		 * The message of the call.
		 * @return the message to send
		 */
		Message message();

		/**
		 * The call has ended: called once, on any thread, before the caller learns of it.
		 * @param failure why there is no answer; {@code null} if there is one, or if the
		 * caller has given up the call
		 */
		void ended(@Nullable Exception failure);

	}

}
