package io.aemp.boot.handler;

import java.lang.reflect.Method;

import io.aemp.Message;
import io.aemp.Port;
import org.jspecify.annotations.Nullable;

/**
 * A message that the port of a bean has received.
 *
 * @param port the port
 * @param beanType the class of the bean
 * @param method the method that receives it; {@code null} if none receives the tag
 * @param elements the elements, without the tag if the method receives a tag
 * @param sourceNode the ID of the node that sent it
 */
public record ReceivedMessage(Port port, Class<?> beanType, @Nullable Method method, Message elements,
		String sourceNode) {

	/**
	 * The receiver, without the contents of the message, which may be confidential.
	 * @return the port, the class, the method and the source
	 */
	@Override
	public String toString() {
		return "message from " + this.sourceNode + " to port " + this.port.id() + ", " + name();
	}

	/**
	 * The name of the method, for logs and metrics.
	 * @return the class and the method; of the class alone if no method receives the tag
	 */
	public String name() {
		return (this.method != null) ? BeanMethod.name(this.method) : this.beanType.getSimpleName();
	}

}
