package io.aemp.boot.handler;

import io.aemp.Message;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;

/**
 * Writes results of {@link io.aemp.annotation.Receive @Receive} methods as messages, in
 * the manner of Spring's {@code HandlerMethodReturnValueHandler}. Beans of this type are
 * asked in their order, and before the conversion of aemp.
 */
public interface ResultWriter {

	/**
	 * Whether this writer writes the results of a method. Asked at the start of the
	 * application.
	 * @param returnType the return type of the method
	 * @return whether it does
	 */
	boolean supportsReturnType(MethodParameter returnType);

	/**
	 * Writes a result, in the port whose method returned it.
	 * @param result what the method has returned; the value of the future, if it has
	 * returned one
	 * @param returnType the return type of the method
	 * @return the message for the reply port
	 * @throws Exception if the result cannot travel: the reply port is killed with
	 * {@code bad_result}
	 */
	Message write(@Nullable Object result, MethodParameter returnType) throws Exception;

}
