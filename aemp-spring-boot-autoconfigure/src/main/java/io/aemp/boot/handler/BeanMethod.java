package io.aemp.boot.handler;

import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.util.List;

import io.aemp.DataConnection;
import io.aemp.Message;
import io.aemp.Port;
import io.aemp.Process;
import org.jspecify.annotations.Nullable;

/** An annotated method whose parameters are bound to messages. */
public final class BeanMethod {

	private final Method method;

	private final Class<?> beanType;

	private final Parameters parameters;

	private final ArgumentValidation validation;

	private final ReplyRule replyRule;

	private final Answer answer;

	private final @Nullable Answer streamed;

	private final MethodCall call;

	BeanMethod(Method method, Class<?> beanType, Parameters parameters, ArgumentValidation validation,
			ReplyRule replyRule, Answer answer, @Nullable Answer streamed) {
		this.method = method;
		this.beanType = beanType;
		this.parameters = parameters;
		this.validation = validation;
		this.replyRule = replyRule;
		this.answer = answer;
		this.streamed = streamed;
		this.call = new MethodCall(method);
	}

	/**
	 * The name of a method, for people.
	 * @param method a method of a bean
	 * @return the simple name of its class, and its own
	 */
	public static String name(Executable method) {
		return method.getDeclaringClass().getSimpleName() + "." + method.getName();
	}

	Method method() {
		return this.method;
	}

	Parameters parameters() {
		return this.parameters;
	}

	/** Which element is the reply port. */
	ReplyRule replyRule() {
		return this.replyRule;
	}

	/**
	 * Whether a port ID at the end of a message may have been meant for the last
	 * parameter, though it is taken for the reply port.
	 */
	boolean guessesReplyPort() {
		List<Parameter> bound = this.parameters.all()
			.stream()
			.filter((parameter) -> parameter.role().takesElements())
			.toList();
		if (this.replyRule.kind() != ReplyRule.Kind.RESULT || bound.isEmpty()) {
			return false;
		}
		Parameter last = bound.get(bound.size() - 1);
		return last.takesText() && !last.portId();
	}

	/** What is sent to the reply port. */
	Answer answer() {
		return this.answer;
	}

	/**
	 * What is sent of each value, if a stream is asked for; {@code null} if the method
	 * has none.
	 */
	@Nullable Answer streamed() {
		return this.streamed;
	}

	/**
	 * Binds init data to the parameters.
	 * @param self the port
	 * @param arguments the init data
	 * @return the call that is still to be made
	 */
	public Call bind(Port self, Message arguments) {
		return (bean) -> call(bean, new Request(self, this.beanType, this, arguments, this.parameters.sourceNode(),
				Request.NO_REPLY, false));
	}

	/**
	 * Binds the init data of a process to the parameters.
	 * @param process the process
	 * @param arguments the init data
	 * @return the call that is still to be made, by the process
	 */
	public Call bind(Process process, Message arguments) {
		return (bean) -> call(bean, new Request(process, this.beanType, this, arguments, this.parameters.sourceNode()));
	}

	/**
	 * Binds the arguments of a data connection to the parameters.
	 * @param connection the connection
	 * @param arguments its arguments
	 * @return the call that is still to be made
	 */
	public Call bind(DataConnection connection, Message arguments) {
		return (bean) -> call(bean, new Request(connection, this.beanType, this, arguments));
	}

	/**
	 * Calls the method.
	 * @param bean the bean or its proxy
	 * @param request the message
	 * @return what the method returns
	 * @throws MessageBindingException if the elements do not match
	 * @throws Exception what the method throws
	 */
	@Nullable Object call(Object bean, Request request) throws Exception {
		@Nullable Object[] arguments = this.parameters.bind(request);
		String violations = this.validation.violations(arguments);
		if (violations != null) {
			throw new MessageBindingException("The arguments of method " + this + " are not valid: " + violations,
					request.elements().toString());
		}
		try {
			return this.call.on(bean, arguments);
		}
		catch (Exception ex) {
			if (ArgumentValidation.isViolation(ex, this.method)) {
				throw new MessageBindingException(
						"The arguments of method " + this + " are not valid: " + ex.getMessage(),
						request.elements().toString());
			}
			throw ex;
		}
	}

	/**
	 * Whether the method takes init data.
	 * @return whether it has a parameter that is bound to elements
	 */
	public boolean takesElements() {
		return this.parameters.takeElements();
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
		return name(this.method);
	}

	/** A method whose arguments are still to be bound. */
	public interface Call {

		/**
		 * Calls the method.
		 * @param bean the bean or its proxy
		 * @throws MessageBindingException if the elements do not match
		 * @throws Exception what the method throws
		 */
		void on(Object bean) throws Exception;

	}

}
