package io.aemp.boot.handler;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;

/**
 * Supplies arguments of {@link io.aemp.annotation.Receive @Receive} methods that are no
 * elements of the message, in the manner of Spring's
 * {@code HandlerMethodArgumentResolver}. Beans of this type are asked in their order, and
 * before the types that aemp knows. Such a parameter takes no element.
 */
public interface ArgumentResolver {

	/**
	 * Whether this resolver supplies a parameter. Asked at the start of the application.
	 * @param parameter the parameter
	 * @return whether it does
	 */
	boolean supportsParameter(MethodParameter parameter);

	/**
	 * Supplies an argument, in the port that received the message.
	 * @param parameter the parameter
	 * @param message the message
	 * @return the argument
	 * @throws Exception if it cannot; counts as an exception of the method
	 */
	@Nullable Object resolveArgument(MethodParameter parameter, ReceivedMessage message) throws Exception;

}
