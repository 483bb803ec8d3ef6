package io.aemp.boot.handler;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

import io.aemp.Message;
import io.aemp.Node;
import io.aemp.PortIds;
import io.aemp.Values;
import io.aemp.boot.handler.Parameter.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/**
 * Binds the elements of messages to the parameters of one method, as described for
 * {@link io.aemp.annotation.Receive @Receive}.
 */
final class Parameters {

	private final String method;

	private final List<Parameter> all;

	private final Node node;

	private final boolean strict;

	/**
	 * Creates the binding.
	 * @param method the name of the method, for exceptions
	 * @param all its parameters, in order
	 * @param node the argument for parameters of type {@code Node}
	 * @param strict whether surplus elements are refused
	 */
	Parameters(String method, List<Parameter> all, Node node, boolean strict) {
		this.method = method;
		this.all = all;
		this.node = node;
		this.strict = strict;
	}

	List<Parameter> all() {
		return this.all;
	}

	/**
	 * Whether any parameter is bound to elements.
	 * @return whether the method takes elements of the message
	 */
	boolean takeElements() {
		return this.all.stream().anyMatch((parameter) -> parameter.role().takesElements());
	}

	/**
	 * Whether the method has no parameters.
	 * @return whether it has none
	 */
	boolean isEmpty() {
		return this.all.isEmpty();
	}

	/**
	 * Whether the method takes the port.
	 * @return whether there is a parameter of type {@code Port}
	 */
	boolean takePort() {
		return this.all.stream().anyMatch((parameter) -> parameter.role() == Role.PORT);
	}

	/**
	 * Binds a message.
	 * @param received the message
	 * @param elements its elements without the reply port
	 * @param replyTo the reply port, {@code null} if there is none
	 * @return the arguments
	 * @throws MessageBindingException if the elements do not match
	 * @throws Exception what a resolver throws
	 */
	@Nullable Object[] bind(ReceivedMessage received, Message elements, @Nullable String replyTo) throws Exception {
		@Nullable Object[] values = new Object[this.all.size()];
		int next = 0;
		for (Parameter parameter : this.all) {
			values[parameter.index()] = switch (parameter.role()) {
				case PORT -> received.port();
				case NODE -> this.node;
				case SOURCE_NODE -> received.sourceNode();
				case RESOLVED -> resolve(parameter, received);
				case REPLY_TO -> replyTo(parameter, elements, replyTo);
				case ELEMENT, OPTIONAL -> single(elements, next, parameter);
				case REST -> rest(elements, next, parameter);
				case MESSAGE -> elements.from(next);
				case WHOLE -> whole(elements, parameter);
			};
			next = parameter.role().isSingle() ? next + 1
					: parameter.role().takesRest() ? Math.max(next, elements.size()) : next;
		}
		if (this.strict && next < elements.size()) {
			throw new MessageBindingException(
					"Method " + this.method + " takes " + next + " elements, the message has " + elements.size(),
					elements.toString());
		}
		return values;
	}

	private @Nullable Object resolve(Parameter parameter, ReceivedMessage received) throws Exception {
		ArgumentResolver resolver = Objects.requireNonNull(parameter.resolver());
		Object value = resolver.resolveArgument(parameter.declared(), received);
		if (!ClassUtils.isAssignableValue(parameter.type().toClass(), value)) {
			throw new IllegalStateException(resolver.getClass().getName() + " has supplied "
					+ ClassUtils.getDescriptiveType(value) + " for parameter " + parameter.index() + " ("
					+ parameter.type() + ") of method " + this.method);
		}
		return value;
	}

	private @Nullable String replyTo(Parameter parameter, Message elements, @Nullable String replyTo) {
		if (replyTo == null && !parameter.optional()) {
			throw new MessageBindingException(
					"Method " + this.method
							+ " needs the ID of a reply port as the last element, and the message has none",
					elements.toString());
		}
		return replyTo;
	}

	/**
	 * A list that was sent as the only element is what the method asks for. Without one,
	 * the elements are.
	 */
	private @Nullable Object whole(Message elements, Parameter parameter) {
		return (elements.size() == 1 && elements.get(0) instanceof Collection)
				? convert(elements.get(0), parameter, "Element 0")
				: convert(elements.toList(), parameter, "The message");
	}

	private @Nullable Object single(Message elements, int index, Parameter parameter) {
		if (index < elements.size()) {
			return convert(elements.get(index), parameter, "Element " + index);
		}
		if (parameter.role() == Role.OPTIONAL) {
			return parameter.reader().read(null);
		}
		if (parameter.optional() && !this.strict) {
			return null;
		}
		throw new MessageBindingException("Method " + this.method + " needs an element " + index + " for parameter "
				+ parameter.index() + ", the message has " + elements.size(), elements.toString());
	}

	private Object rest(Message elements, int from, Parameter parameter) {
		int length = Math.max(0, elements.size() - from);
		Object array = Array.newInstance(parameter.elementType().toClass(), length);
		for (int i = 0; i < length; i++) {
			Array.set(array, i, convert(elements.get(from + i), parameter, "Element " + (from + i)));
		}
		return array;
	}

	private @Nullable Object convert(@Nullable Object value, Parameter parameter, String what) {
		try {
			Object converted = parameter.reader().read(value);
			if (converted == null && !parameter.nullable()) {
				throw new IllegalArgumentException("the parameter must not be null");
			}
			if (parameter.portId() && value != null) {
				requirePortIds(value);
			}
			return converted;
		}
		catch (RuntimeException ex) {
			throw new MessageBindingException(what + " does not fit parameter " + parameter.index() + " ("
					+ parameter.elementType() + ") of method " + this.method,
					Values.display(value) + ": " + ex.getMessage());
		}
	}

	private static void requirePortIds(Object value) {
		if (value instanceof Iterable<?> values) {
			values.forEach(Parameters::requirePortIds);
		}
		else if (!PortIds.isPortId(value)) {
			throw new IllegalArgumentException("it has not the form of a port ID, NODE#PORT");
		}
	}

}
