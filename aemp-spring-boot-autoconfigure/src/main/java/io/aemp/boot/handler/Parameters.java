package io.aemp.boot.handler;

import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.PortIds;
import io.aemp.Values;
import io.aemp.annotation.SourceNode;
import io.aemp.boot.conversion.ElementConversion;
import io.aemp.boot.conversion.ElementReader;
import io.aemp.boot.conversion.UnsupportedTypeException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.Nullness;
import org.springframework.core.ResolvableType;

/**
 * Binds the elements of messages to the parameters of one method, as described for
 * {@link io.aemp.annotation.Receive @Receive}.
 */
final class Parameters {

	private final String method;

	private final List<Parameter> parameters;

	private final ElementConversion conversion;

	private final Node node;

	/**
	 * Inspects the parameters of a method.
	 * @param method the method
	 * @param beanType the class of the bean; resolves type variables
	 * @param conversion converts elements
	 * @param node the argument for parameters of type {@code Node}
	 * @throws InvalidAnnotationException if the parameters are not valid
	 */
	Parameters(Method method, Class<?> beanType, ElementConversion conversion, Node node) {
		this.method = method.getDeclaringClass().getSimpleName() + "." + method.getName();
		this.conversion = conversion;
		this.parameters = parse(method, beanType);
		this.node = node;
	}

	private List<Parameter> parse(Method method, Class<?> beanType) {
		List<Parameter> result = new ArrayList<>();
		for (int i = 0; i < method.getParameterCount(); i++) {
			MethodParameter parameter = new MethodParameter(method, i).withContainingClass(beanType);
			ResolvableType type = ResolvableType.forMethodParameter(parameter);
			boolean nullable = Nullness.forMethodParameter(parameter) != Nullness.NON_NULL;
			boolean last = i == method.getParameterCount() - 1;
			Role role = parameter.hasParameterAnnotation(SourceNode.class) ? sourceNode(type)
					: role(method, type.toClass(), last);
			result.add(new Parameter(role, type, reader(role, type, i), nullable, i));
		}
		List<Parameter> bound = result.stream().filter((parameter) -> parameter.role.takesElements()).toList();
		for (Parameter parameter : bound.subList(0, Math.max(0, bound.size() - 1))) {
			if (parameter.role == Role.MESSAGE) {
				throw new InvalidAnnotationException("Method " + this.method
						+ " has a parameter of type Message that others follow, but it takes all"
						+ " elements that are left.", "Make it the last one that is bound to elements.");
			}
		}
		if (bound.size() == 1 && bound.get(0).type.toClass() == List.class) {
			Parameter whole = bound.get(0);
			result.set(whole.index, new Parameter(Role.WHOLE, whole.type, whole.reader, whole.nullable, whole.index));
		}
		return result;
	}

	private ElementReader reader(Role role, ResolvableType type, int index) {
		if (!role.takesElements() || role == Role.MESSAGE) {
			return (element) -> element;
		}
		try {
			return this.conversion.reader((role == Role.REST) ? type.getComponentType() : type);
		}
		catch (UnsupportedTypeException ex) {
			throw new InvalidAnnotationException("Parameter " + index + " of method " + this.method
					+ " cannot be bound to an element: " + ex.problem() + ".", ex.remedy());
		}
	}

	private Role sourceNode(ResolvableType type) {
		if (type.toClass() != String.class) {
			throw new InvalidAnnotationException("Method " + this.method + " has a parameter of type " + type
					+ " annotated with @SourceNode, but node IDs are texts.", "Make it a String.");
		}
		return Role.SOURCE_NODE;
	}

	private static Role role(Method method, Class<?> type, boolean last) {
		if (type == Port.class) {
			return Role.PORT;
		}
		if (type == Node.class) {
			return Role.NODE;
		}
		if (type == Message.class) {
			return Role.MESSAGE;
		}
		if (type == Optional.class) {
			return Role.OPTIONAL;
		}
		return (last && method.isVarArgs()) ? Role.REST : Role.ELEMENT;
	}

	/**
	 * Whether any parameter is bound to elements.
	 * @return whether the method takes elements of the message
	 */
	boolean takeElements() {
		return this.parameters.stream().anyMatch((parameter) -> parameter.role.takesElements());
	}

	/**
	 * Whether the method has no parameters.
	 * @return whether it has none
	 */
	boolean isEmpty() {
		return this.parameters.isEmpty();
	}

	/**
	 * Whether the method takes the port.
	 * @return whether there is a parameter of type {@code Port}
	 */
	boolean takePort() {
		return this.parameters.stream().anyMatch((parameter) -> parameter.role == Role.PORT);
	}

	/**
	 * Binds a message.
	 * @param message the elements
	 * @param self the port that received them
	 * @param replies whether the last element may be an unbound port ID
	 * @return the arguments
	 * @throws MessageBindingException if the elements do not match
	 */
	Arguments bind(Message message, Port self, boolean replies) {
		@Nullable Object[] values = new Object[this.parameters.size()];
		int next = 0;
		for (Parameter parameter : this.parameters) {
			switch (parameter.role) {
				case PORT -> values[parameter.index] = self;
				case NODE -> values[parameter.index] = this.node;
				case SOURCE_NODE -> values[parameter.index] = this.node.sourceNode();
				case MESSAGE -> {
					values[parameter.index] = message.from(next);
					next = message.size();
				}
				case WHOLE -> {
					values[parameter.index] = convert(message.toList(), parameter, "The message");
					next = message.size();
				}
				case REST -> {
					values[parameter.index] = rest(message, next, parameter);
					next = Math.max(next, message.size());
				}
				case OPTIONAL -> values[parameter.index] = (next < message.size()) ? convert(message, next++, parameter)
						: Optional.empty();
				case ELEMENT -> values[parameter.index] = convert(message, next++, parameter);
			}
		}
		return new Arguments(values, leftOver(message, next, replies));
	}

	private @Nullable String leftOver(Message message, int next, boolean replies) {
		if (next == message.size()) {
			return null;
		}
		if (replies && next == message.size() - 1 && PortIds.isPortId(message.get(next))) {
			return message.text(next);
		}
		throw new MessageBindingException("Method " + this.method + " takes " + next + " elements, the message has "
				+ message.size() + ": " + message, null);
	}

	private Object rest(Message message, int from, Parameter parameter) {
		int length = Math.max(0, message.size() - from);
		Object array = Array.newInstance(parameter.type.getComponentType().toClass(), length);
		for (int i = 0; i < length; i++) {
			Array.set(array, i, convert(message, from + i, parameter));
		}
		return array;
	}

	private @Nullable Object convert(Message message, int index, Parameter parameter) {
		if (index >= message.size()) {
			throw new MessageBindingException("Method " + this.method + " needs an element " + index + " for parameter "
					+ parameter.index + ", the message has " + message.size() + ": " + message, null);
		}
		return convert(message.get(index), parameter, "Element " + index);
	}

	private @Nullable Object convert(@Nullable Object value, Parameter parameter, String what) {
		try {
			Object converted = parameter.reader.read(value);
			if (converted == null && !parameter.nullable) {
				throw new IllegalArgumentException("the parameter must not be null");
			}
			return converted;
		}
		catch (RuntimeException ex) {
			throw new MessageBindingException(
					what + " does not fit parameter " + parameter.index + " (" + parameter.elementType()
							+ ") of method " + this.method + ": " + Values.display(value) + ": " + ex.getMessage(),
					ex);
		}
	}

	/**
	 * The arguments of a call.
	 *
	 * @param values the arguments
	 * @param replyTo the unbound port ID at the end of the message, or {@code null}
	 */
	record Arguments(@Nullable Object[] values, @Nullable String replyTo) {

	}

	private record Parameter(Role role, ResolvableType type, ElementReader reader, boolean nullable, int index) {

		ResolvableType elementType() {
			return (this.role == Role.REST) ? this.type.getComponentType() : this.type;
		}

	}

	private enum Role {

		/** The port of the bean. */
		PORT,
		/** The node. */
		NODE,
		/** The ID of the node that sent the message. */
		SOURCE_NODE,
		/** One element. */
		ELEMENT,
		/** One element that may be missing. */
		OPTIONAL,
		/** All remaining elements, converted one by one. */
		REST,
		/** All remaining elements as a message. */
		MESSAGE,
		/** The list of all elements. */
		WHOLE;

		boolean takesElements() {
			return this != PORT && this != NODE && this != SOURCE_NODE;
		}

	}

}
