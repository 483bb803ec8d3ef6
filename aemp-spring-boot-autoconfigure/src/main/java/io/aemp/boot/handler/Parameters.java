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

	/** Stands for the index of all elements. */
	private static final int WHOLE = -1;

	private final String method;

	private final List<Parameter> all;

	/** The same again, for a loop that makes no iterator. */
	private final Parameter[] inOrder;

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
		this.inOrder = all.toArray(Parameter[]::new);
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

	/** The node that sent what is about to be bound. */
	String sourceNode() {
		return this.node.sourceNode();
	}

	/**
	 * Binds a message.
	 * @param request the message
	 * @return the arguments
	 * @throws MessageBindingException if the elements do not match
	 * @throws Exception what a resolver throws
	 */
	@Nullable Object[] bind(Request request) throws Exception {
		@Nullable Object[] values = new Object[this.inOrder.length];
		int next = 0;
		for (Parameter parameter : this.inOrder) {
			values[parameter.index()] = switch (parameter.role()) {
				case PORT, CONNECTION, PROCESS -> request.subject();
				case OWN_ID -> request.ownId();
				case NODE -> this.node;
				case SOURCE_NODE -> request.sourceNode();
				case RESOLVED -> resolve(parameter, request.received());
				case REPLY_TO -> replyTo(parameter, request);
				case ELEMENT, OPTIONAL -> single(request, next, parameter);
				case REST -> rest(request, next, parameter);
				case MESSAGE -> request.elements().from(next);
				case WHOLE -> whole(request, parameter);
			};
			next = parameter.role().isSingle() ? next + 1
					: parameter.role().takesRest() ? Math.max(next, request.size()) : next;
		}
		if (this.strict && next < request.size()) {
			throw new MessageBindingException(
					"Method " + this.method + " takes " + next + " elements, the message has " + request.size(),
					request.elements().toString());
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

	private @Nullable String replyTo(Parameter parameter, Request request) {
		String replyTo = request.replyPort();
		if (replyTo == null && !parameter.optional()) {
			throw new MessageBindingException(
					"Method " + this.method
							+ " needs the ID of a reply port as the last element, and the message has none",
					request.elements().toString());
		}
		return replyTo;
	}

	/**
	 * A list that was sent as the only element is what the method asks for. Without one,
	 * the elements are.
	 */
	private @Nullable Object whole(Request request, Parameter parameter) {
		return (request.size() == 1 && request.get(0) instanceof Collection) ? convert(request.get(0), parameter, 0)
				: convert(request.elements().toList(), parameter, WHOLE);
	}

	private @Nullable Object single(Request request, int index, Parameter parameter) {
		if (index < request.size()) {
			return convert(request.get(index), parameter, index);
		}
		if (parameter.role() == Role.OPTIONAL) {
			return parameter.reader().read(null);
		}
		if (parameter.optional() && !this.strict) {
			return null;
		}
		throw new MessageBindingException("Method " + this.method + " needs an element " + index + " for parameter "
				+ parameter.index() + ", the message has " + request.size(), request.elements().toString());
	}

	private Object rest(Request request, int from, Parameter parameter) {
		int length = Math.max(0, request.size() - from);
		Object array = Array.newInstance(parameter.elementType().toClass(), length);
		for (int i = 0; i < length; i++) {
			Array.set(array, i, convert(request.get(from + i), parameter, from + i));
		}
		return array;
	}

	private @Nullable Object convert(@Nullable Object value, Parameter parameter, int index) {
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
			String what = (index == WHOLE) ? "The message" : "Element " + index;
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
