package io.aemp.boot.handler;

import java.lang.reflect.Method;
import java.util.List;

import io.aemp.boot.handler.Parameter.Role;
import org.springframework.core.ResolvableType;

/** What must hold for methods that are processes, and for those that are not. */
final class ProcessRules {

	private ProcessRules() {
	}

	/**
	 * Checks a method that is a process.
	 * @throws InvalidAnnotationException if it cannot be one
	 */
	static void check(String method, ResolvableType result, List<Parameter> parameters) {
		String place = "Method " + method + " is annotated with @AempProcess";
		requireOneProcess(place, parameters);
		if (Parameter.count(parameters, Role.PORT) > 0) {
			throw new InvalidAnnotationException(
					place + " and has a parameter of type Port, but a process takes its messages by itself and has no"
							+ " receivers.",
					"Remove the parameter: Process.id() is the port ID, and Node.self() the port.");
		}
		if (Parameter.count(parameters, Role.REPLY_TO) > 0) {
			throw new InvalidAnnotationException(
					place + " and has a parameter annotated with @ReplyTo, but init data has no reply port.",
					"Annotate the parameter with @PortId if it takes the ID of a port.");
		}
		if (result.toClass() != void.class) {
			throw new InvalidAnnotationException(place + " and returns a " + result + ", which nobody gets.",
					"Let it return nothing, and send what it has found. Process.await waits for what comes later.");
		}
	}

	/**
	 * Checks that the class of the JDK was not taken for ours: it needs no import.
	 * @throws InvalidAnnotationException if it was
	 */
	static void requireOurProcess(Method method) {
		if (List.of(method.getParameterTypes()).contains(java.lang.Process.class)) {
			throw new InvalidAnnotationException("Method " + BeanMethod.name(method)
					+ " is annotated with @AempProcess and has a parameter of type java.lang.Process, which is a process"
					+ " of the operating system.", "Import io.aemp.Process.");
		}
	}

	private static void requireOneProcess(String place, List<Parameter> parameters) {
		long processes = Parameter.count(parameters, Role.PROCESS);
		if (processes != 1) {
			throw new InvalidAnnotationException(
					place + " and has " + ((processes == 0) ? "no parameter" : processes + " parameters")
							+ " of type Process, but it is one process.",
					"Give it one parameter of type io.aemp.Process.");
		}
	}

	/**
	 * Checks a method that is no process.
	 * @throws InvalidAnnotationException if it has a parameter that only a process fills
	 */
	static void requireNone(String method, List<Parameter> parameters) {
		if (Parameter.count(parameters, Role.PROCESS) > 0) {
			throw new InvalidAnnotationException(
					"Method " + method + " has a parameter of type Process, but it is no process.",
					"Annotate the method with @AempProcess in place of its annotation, or remove the parameter.");
		}
	}

}
