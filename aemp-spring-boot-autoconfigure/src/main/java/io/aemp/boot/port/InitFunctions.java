package io.aemp.boot.port;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.aemp.Functions;
import io.aemp.Guard;
import io.aemp.Node;
import io.aemp.boot.handler.InvalidAnnotationException;
import org.jspecify.annotations.Nullable;

/** The registrations of the init functions of beans, also of those that are processes. */
final class InitFunctions {

	private final Functions functions;

	private final SpawnedProcesses processes;

	private final List<Guard> registrations = new ArrayList<>();

	InitFunctions(Node node) {
		this.functions = node.functions();
		this.processes = new SpawnedProcesses(node);
	}

	/**
	 * Registers init functions, unless they are registered already.
	 * @param definitions the functions
	 * @param processes the functions that are processes
	 * @throws InvalidAnnotationException if a name is not valid, or is taken
	 */
	synchronized void register(List<SpawnDefinition> definitions, List<ProcessDefinition> processes) {
		if (!this.registrations.isEmpty()) {
			return;
		}
		this.processes.start();
		definitions.forEach((definition) -> register(definition.name(), definition.place(),
				() -> this.functions.registerInit(definition.name(), definition.options(), definition.function())));
		processes.forEach((definition) -> register(definition.name(), definition.place(), () -> this.functions
			.registerProcess(definition.name(), definition.options(), this.processes.tracked(definition.function()))));
	}

	private void register(String name, String place, Supplier<Guard> registration) {
		try {
			this.registrations.add(registration.get());
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidAnnotationException(
					place + " cannot register the init function '" + name + "': " + ex.getMessage() + ".",
					"Choose another name.");
		}
	}

	/**
	 * Removes the registrations, and kills the processes that were spawned.
	 * @return completes when these are dead
	 */
	synchronized CompletableFuture<@Nullable Void> close() {
		this.registrations.forEach(Guard::close);
		this.registrations.clear();
		return this.processes.stop();
	}

}
