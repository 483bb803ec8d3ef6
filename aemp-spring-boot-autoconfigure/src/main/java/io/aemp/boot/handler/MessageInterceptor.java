package io.aemp.boot.handler;

import org.jspecify.annotations.Nullable;

/**
 * Runs around the {@link io.aemp.annotation.Receive @Receive} methods of all ports, for
 * authorisation, logging contexts or metrics. Beans of this type run in their order, the
 * first one outermost, in the port that received the message. <pre class="code">
 * &#64;Bean
 * MessageInterceptor onlyFromTheBackOffice() {
 *     return (message, handler) -&gt; {
 *         if (!message.sourceNode().startsWith("office/")) {
 *             throw new AccessDeniedException("not from here");
 *         }
 *         return handler.handle();
 *     };
 * }
 * </pre>
 */
@FunctionalInterface
public interface MessageInterceptor {

	/**
	 * Handles a message, by passing it on as a rule.
	 * @param message the message; its elements are not checked yet
	 * @param handler the next interceptor, or the method
	 * @return the result, which is what the method returned as a rule: a future, if it
	 * returned one. It is sent to the reply port, also if no method receives the tag
	 * @throws Exception what the method throws; or an own one to refuse the message,
	 * which counts as an exception of the method
	 */
	@Nullable Object intercept(ReceivedMessage message, Handler handler) throws Exception;

	/** What an interceptor runs around. */
	@FunctionalInterface
	interface Handler {

		/**
		 * Handles the message.
		 * @return the result of the method
		 * @throws MessageBindingException if the message does not fit the method, or no
		 * method receives its tag
		 * @throws Exception what the method throws
		 */
		@Nullable Object handle() throws Exception;

	}

}
