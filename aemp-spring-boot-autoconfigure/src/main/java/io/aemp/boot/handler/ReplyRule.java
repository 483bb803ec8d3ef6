package io.aemp.boot.handler;

import java.util.List;

import io.aemp.Message;
import io.aemp.PortIds;
import io.aemp.boot.handler.Parameter.Role;
import org.jspecify.annotations.Nullable;

/**
 * Which element of a message is the reply port of a method. Fixed when the application
 * starts.
 */
final class ReplyRule {

	/** Who answers. */
	enum Kind {

		/** Nobody: the method is no receiver. */
		NONE("none"),
		/** The method itself, through a parameter annotated with {@code @ReplyTo}. */
		METHOD("answered by the method"),
		/** The result is sent. */
		RESULT("last element"),
		/** The return of the method is acknowledged. */
		ACKNOWLEDGEMENT("last element, if it is left over: acknowledged"),
		/** Nothing is sent, but a failure is told. */
		FAILURE("last element, if it is left over: failures only");

		private final String description;

		Kind(String description) {
			this.description = description;
		}

		@Override
		public String toString() {
			return this.description;
		}

	}

	private final Kind kind;

	/** The parameters that are bound to one element each, in order. */
	private final List<Parameter> single;

	private final boolean takesRest;

	/** Whether all elements behind the single ones are IDs of ports as data. */
	private final boolean restIsPortIds;

	/** The index of the element that is the reply port; -1 for the last one. */
	private final int replyTo;

	private ReplyRule(Kind kind, List<Parameter> parameters) {
		this.kind = kind;
		this.single = parameters.stream().filter((parameter) -> parameter.role().isSingle()).toList();
		List<Parameter> rest = parameters.stream().filter((parameter) -> parameter.role().takesRest()).toList();
		this.takesRest = !rest.isEmpty();
		this.restIsPortIds = rest.stream().anyMatch(Parameter::portId);
		this.replyTo = replyTo(parameters);
	}

	private static int replyTo(List<Parameter> parameters) {
		List<Parameter> bound = parameters.stream().filter((parameter) -> parameter.role().takesElements()).toList();
		int index = bound.stream().map(Parameter::role).toList().indexOf(Role.REPLY_TO);
		return (index == bound.size() - 1) ? -1 : index;
	}

	/** The rule of a method that is no receiver, of an init function for example. */
	static ReplyRule none() {
		return new ReplyRule(Kind.NONE, List.of());
	}

	/**
	 * The rule of a method that receives messages.
	 * @param method the name of the method, for exceptions
	 * @param parameters its parameters
	 * @param returns whether it returns something
	 * @param acknowledge whether its return is acknowledged if it returns nothing
	 * @return the rule
	 * @throws InvalidAnnotationException if the method could never answer
	 */
	static ReplyRule of(String method, List<Parameter> parameters, boolean returns, boolean acknowledge) {
		long replyTo = Parameter.count(parameters, Role.REPLY_TO);
		if (replyTo > 1) {
			throw new InvalidAnnotationException(
					"Method " + method + " has " + replyTo
							+ " parameters annotated with @ReplyTo, but a message has one reply port.",
					"Use @PortId for others.");
		}
		if (replyTo == 1 && returns) {
			throw new InvalidAnnotationException("Method " + method
					+ " answers itself, with a parameter annotated with @ReplyTo, so what it returns would never be sent.",
					"Let it return void, or remove the parameter.");
		}
		Kind kind = (replyTo == 1) ? Kind.METHOD
				: returns ? Kind.RESULT : acknowledge ? Kind.ACKNOWLEDGEMENT : Kind.FAILURE;
		ReplyRule rule = new ReplyRule(kind, parameters);
		if (returns && rule.restIsPortIds) {
			throw new InvalidAnnotationException("Method " + method
					+ " returns something, but its last parameter takes all elements as IDs of ports that are data, so"
					+ " there can be no reply port.",
					"Let the last parameter take one element that is a list, or let the method return void.");
		}
		return rule;
	}

	Kind kind() {
		return this.kind;
	}

	/**
	 * Finds the reply port of a message.
	 * @param message the elements, without the tag
	 * @return its position, {@link Request#NO_REPLY} if there is none
	 */
	int find(Message message) {
		int last = message.size() - 1;
		int position = switch (this.kind) {
			case NONE -> Request.NO_REPLY;
			case METHOD -> (this.replyTo < 0) ? last : this.replyTo;
			case RESULT -> isData(last) ? Request.NO_REPLY : last;
			case ACKNOWLEDGEMENT, FAILURE -> (!this.takesRest && last == this.single.size()) ? last : Request.NO_REPLY;
		};
		return isPortId(message, position) ? position : Request.NO_REPLY;
	}

	/**
	 * Finds the reply port of a message that no method receives: its last element, if
	 * that is the ID of a port of the sender.
	 * @param message the elements
	 * @param sourceNode the ID of the node that sent it
	 * @return its position, {@link Request#NO_REPLY} if there is none
	 */
	static int findUnknown(Message message, String sourceNode) {
		int last = message.size() - 1;
		return (last > 0 && isPortId(message, last) && PortIds.nodeOf(message.text(last)).equals(sourceNode)) ? last
				: Request.NO_REPLY;
	}

	/**
	 * The last element of a message, {@code null} if it has not the form of a port ID.
	 */
	static @Nullable String lastPortId(Message message) {
		int last = message.size() - 1;
		return isPortId(message, last) ? message.text(last) : null;
	}

	private static boolean isPortId(Message message, int position) {
		return position >= 0 && position < message.size() && PortIds.isPortId(message.get(position));
	}

	private boolean isData(int position) {
		return (position < this.single.size()) ? position >= 0 && this.single.get(position).portId()
				: this.restIsPortIds;
	}

	/**
	 * Whether a message has an element for each parameter that needs one.
	 * @param elements the number of elements without the reply port
	 * @return whether none is missing
	 */
	boolean isComplete(int elements) {
		return this.single.stream().skip(elements).allMatch(Parameter::optional);
	}

	/**
	 * The rule in words, for tools.
	 */
	@Override
	public String toString() {
		return (this.kind == Kind.METHOD && this.replyTo >= 0) ? "element " + this.replyTo + ": " + this.kind
				: this.kind.toString();
	}

}
