package io.aemp.boot.client;

import java.util.ArrayList;
import java.util.List;

import io.aemp.Message;
import io.aemp.PortIds;
import io.aemp.Values;
import io.aemp.boot.client.Argument.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ObjectUtils;

/**
 * Writes the arguments of one method as a message, in the same form for a port of this
 * node and for another one.
 */
final class RequestWriter {

	private final String method;

	private final String tag;

	private final Argument[] arguments;

	private final boolean onlyElements;

	private final int port;

	private final int key;

	/**
	 * Creates the writer.
	 * @param method the name of the method, for exceptions
	 * @param tag the first element
	 * @param arguments the parameters, in order
	 * @param key the index of the parameter that chooses the member, -1 for none
	 */
	RequestWriter(String method, String tag, List<Argument> arguments, int key) {
		this.method = method;
		this.tag = tag;
		this.arguments = arguments.toArray(Argument[]::new);
		this.onlyElements = arguments.stream().allMatch((argument) -> argument.role() == Role.ELEMENT);
		this.port = arguments.stream().map(Argument::role).toList().indexOf(Role.TO_PORT);
		this.key = key;
	}

	/** Whether an argument names the port. */
	boolean namesPort() {
		return this.port >= 0;
	}

	/**
	 * Writes a message.
	 * @param values the arguments of a call
	 * @return the message, and where it goes
	 * @throws io.aemp.UnsendableValueException if an argument cannot travel
	 * @throws IllegalArgumentException if the port or the key is no such thing
	 */
	ClientRequest write(@Nullable Object[] values) {
		return new ClientRequest(this.onlyElements ? elements(values) : message(values),
				(this.port >= 0) ? port(values[this.port]) : null, (this.key >= 0) ? key(values[this.key]) : null);
	}

	private Message elements(@Nullable Object[] values) {
		@Nullable Object[] elements = new Object[this.arguments.length + 1];
		elements[0] = this.tag;
		for (int i = 0; i < this.arguments.length; i++) {
			elements[i + 1] = this.arguments[i].writer().write(values[i]);
		}
		return Message.of(elements);
	}

	private Message message(@Nullable Object[] values) {
		List<@Nullable Object> elements = new ArrayList<>();
		elements.add(this.tag);
		for (Argument argument : this.arguments) {
			Object value = values[argument.index()];
			switch (argument.role()) {
				case ELEMENT -> elements.add(argument.writer().write(value));
				case REST -> {
					for (Object part : ObjectUtils.toObjectArray(value)) {
						elements.add(argument.writer().write(part));
					}
				}
				case MESSAGE -> {
					for (Object part : (value instanceof Message message) ? message : Message.of()) {
						elements.add(argument.writer().write(part));
					}
				}
				case TO_PORT -> {
					// no element
				}
			}
		}
		return Message.of(elements);
	}

	private String port(@Nullable Object value) {
		if (!(value instanceof String portId) || !PortIds.isPortId(portId)) {
			throw new IllegalArgumentException("Argument " + this.port + " of " + this.method
					+ " is to name the port to which the message goes, and '" + Values.display(value)
					+ "' is no port ID; take it from the database, from a message or from Port.id()");
		}
		return portId;
	}

	private String key(@Nullable Object value) {
		String text = Values.text(this.arguments[this.key].writer().write(value));
		if (text == null) {
			throw new IllegalArgumentException("Argument " + this.key + " of " + this.method
					+ " is to choose the member, and has no text that could: it is " + Values.display(value));
		}
		return text;
	}

}
