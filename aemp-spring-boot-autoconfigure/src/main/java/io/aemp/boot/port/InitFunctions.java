package io.aemp.boot.port;

import java.util.ArrayList;
import java.util.List;

import io.aemp.Functions;
import io.aemp.Guard;
import io.aemp.boot.handler.InvalidAnnotationException;

/** The registrations of the init functions of beans. */
final class InitFunctions {

	private final Functions functions;

	private final List<Guard> registrations = new ArrayList<>();

	InitFunctions(Functions functions) {
		this.functions = functions;
	}

	/**
	 * Registers init functions, unless they are registered already.
	 * @param definitions the functions
	 * @throws InvalidAnnotationException if a name is not valid, or is taken
	 */
	synchronized void register(List<SpawnDefinition> definitions) {
		if (!this.registrations.isEmpty()) {
			return;
		}
		for (SpawnDefinition definition : definitions) {
			try {
				this.registrations
					.add(this.functions.registerInit(definition.name(), definition.options(), definition.function()));
			}
			catch (IllegalArgumentException ex) {
				throw new InvalidAnnotationException(definition.place() + " cannot register the init function '"
						+ definition.name() + "': " + ex.getMessage() + ".", "Choose another name.");
			}
		}
	}

	/** Removes the registrations. */
	synchronized void close() {
		this.registrations.forEach(Guard::close);
		this.registrations.clear();
	}

}
