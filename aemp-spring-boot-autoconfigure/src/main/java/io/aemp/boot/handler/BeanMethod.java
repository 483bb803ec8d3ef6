package io.aemp.boot.handler;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.concurrent.CompletionStage;

import io.aemp.Message;
import io.aemp.Port;
import io.aemp.boot.conversion.ElementConversion;
import io.aemp.boot.conversion.ElementWriter;
import io.aemp.boot.conversion.UnsupportedTypeException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.util.ReflectionUtils;

/** An annotated method whose parameters are bound to messages. */
public final class BeanMethod {

	private final Method method;

	private final Parameters parameters;

	private final Replies replies;

	private final ElementWriter writer;

	private final boolean returns;

	BeanMethod(Method method, Class<?> beanType, Parameters parameters, ElementConversion conversion, Replies replies) {
		this.method = method;
		this.parameters = parameters;
		this.replies = replies;
		ResolvableType result = result(ResolvableType.forMethodReturnType(method, beanType));
		this.writer = writer(result, conversion);
		this.returns = result.toClass() != void.class && result.toClass() != Void.class;
	}

	private static ResolvableType result(ResolvableType type) {
		return CompletionStage.class.isAssignableFrom(type.toClass()) ? type.as(CompletionStage.class).getGeneric()
				: type;
	}

	private ElementWriter writer(ResolvableType type, ElementConversion conversion) {
		try {
			return conversion.writer((type.toClass() == Message.class) ? ResolvableType.forClass(Object.class) : type);
		}
		catch (UnsupportedTypeException ex) {
			throw new InvalidAnnotationException(
					"The result of method " + this + " cannot be sent: " + ex.problem() + ".", ex.remedy());
		}
	}

	Parameters parameters() {
		return this.parameters;
	}

	/**
	 * Binds a message to the parameters.
	 * @param self the port that received it
	 * @param message the elements
	 * @return the call that is still to be made
	 * @throws MessageBindingException if the elements do not match
	 */
	public Call bind(Port self, Message message) {
		Parameters.Arguments arguments = this.parameters.bind(message, self, this.returns);
		return (bean) -> this.replies.send(call(bean, arguments.values()), this.writer, arguments.replyTo(), self);
	}

	private @Nullable Object call(Object bean, @Nullable Object[] arguments) throws Exception {
		Method invocable = InvocableMethods.select(this.method, bean.getClass());
		ReflectionUtils.makeAccessible(invocable);
		try {
			return invocable.invoke(bean, arguments);
		}
		catch (InvocationTargetException ex) {
			ReflectionUtils.rethrowException(ex.getTargetException());
			throw ex;
		}
	}

	/**
	 * Whether the method takes the port.
	 * @return whether it has a parameter of type {@code Port}
	 */
	public boolean takesPort() {
		return this.parameters.takePort();
	}

	@Override
	public String toString() {
		return this.method.getDeclaringClass().getSimpleName() + "." + this.method.getName();
	}

	/** A method with its bound arguments. */
	public interface Call {

		/**
		 * Calls the method and sends what it returns.
		 * @param bean the bean or its proxy
		 * @throws Exception what the method throws
		 */
		void on(Object bean) throws Exception;

	}

}
