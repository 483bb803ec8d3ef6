package io.aemp.boot.port;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import io.aemp.Functions;
import io.aemp.Guard;
import io.aemp.Node;
import io.aemp.Reason;
import org.jspecify.annotations.Nullable;

/** The init functions of beans, and the ports that they have set up. */
final class SpawnFunctions {

	private static final Reason STOPPED = Reason.of(Reason.NODE_CLOSED, "the application stops");

	private final Node node;

	private final List<Guard> registrations = new ArrayList<>();

	/** The living ports, each with what completes when it is dead. */
	private final Map<String, CompletableFuture<@Nullable Void>> ports = new ConcurrentHashMap<>();

	SpawnFunctions(Node node) {
		this.node = node;
	}

	/**
	 * Registers init functions, unless that was done.
	 * @param definitions the functions
	 * @throws InvalidAnnotationException if one has no valid name or one that is taken
	 */
	synchronized void register(List<SpawnDefinition> definitions) {
		if (!this.registrations.isEmpty()) {
			return;
		}
		for (SpawnDefinition definition : definitions) {
			try {
				this.registrations.add(this.node.functions()
					.registerInit(definition.name(), definition.options(), tracked(definition.function())));
			}
			catch (IllegalArgumentException ex) {
				throw new InvalidAnnotationException(definition.place() + " cannot register the init function '"
						+ definition.name() + "': " + ex.getMessage() + ".", "Choose another name.");
			}
		}
	}

	private Functions.InitFunction tracked(Functions.InitFunction function) {
		return (self, arguments) -> {
			CompletableFuture<@Nullable Void> death = new CompletableFuture<>();
			this.ports.put(self.id(), death);
			this.node.closeOnDeath(self.id(), () -> {
				this.ports.remove(self.id());
				death.complete(null);
			});
			function.init(self, arguments);
		};
	}

	/**
	 * Removes the functions and kills their ports.
	 * @return completes when all are dead
	 */
	synchronized CompletableFuture<@Nullable Void> close() {
		this.registrations.forEach(Guard::close);
		this.registrations.clear();
		Map<String, CompletableFuture<@Nullable Void>> living = Map.copyOf(this.ports);
		living.keySet().forEach((port) -> this.node.kill(port, STOPPED));
		return CompletableFuture.allOf(living.values().toArray(CompletableFuture[]::new));
	}

}
