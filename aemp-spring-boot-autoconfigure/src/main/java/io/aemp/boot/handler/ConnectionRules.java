package io.aemp.boot.handler;

import java.util.List;

import io.aemp.boot.handler.Parameter.Role;
import org.springframework.core.ResolvableType;

/** What must hold for methods that take data connections, and for those that do not. */
final class ConnectionRules {

	private ConnectionRules() {
	}

	/**
	 * Checks a method that takes data connections.
	 * @throws InvalidAnnotationException if it cannot
	 */
	static void check(String method, ResolvableType result, List<Parameter> parameters) {
		String place = "Method " + method + " is annotated with @DataConnectionHandler";
		long connections = Parameter.count(parameters, Role.CONNECTION);
		if (connections != 1) {
			throw new InvalidAnnotationException(
					place + " and has " + ((connections == 0) ? "no parameter" : connections + " parameters")
							+ " of type DataConnection, but it is called for one connection.",
					"Give it one parameter of type io.aemp.DataConnection.");
		}
		if (Parameter.count(parameters, Role.PORT) > 0) {
			throw new InvalidAnnotationException(
					place + " and has a parameter of type Port, but it runs outside ports.",
					"Remove the parameter, or open a port: a parameter of type Node gives the node.");
		}
		if (Parameter.count(parameters, Role.REPLY_TO) > 0) {
			throw new InvalidAnnotationException(
					place + " and has a parameter annotated with @ReplyTo, but a data connection has no reply port.",
					"Annotate the parameter with @PortId if one of the arguments is the ID of a port.");
		}
		if (result.toClass() != void.class) {
			throw new InvalidAnnotationException(place + " and returns a " + result + ", which nobody gets.",
					"Let it return nothing, and write to the connection.");
		}
	}

	/**
	 * Checks a method that takes messages.
	 * @throws InvalidAnnotationException if it has a parameter that no message fills
	 */
	static void requireNone(String method, List<Parameter> parameters) {
		if (Parameter.count(parameters, Role.CONNECTION) > 0) {
			throw new InvalidAnnotationException(
					"Method " + method + " has a parameter of type DataConnection, but no message brings one.",
					"Annotate a method with @DataConnectionHandler, which is called when another node opens one.");
		}
	}

}
