package io.aemp.boot.port;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import io.aemp.Functions.ProcessFunction;
import io.aemp.Node;
import io.aemp.Process;
import org.jspecify.annotations.Nullable;

/**
 * The processes of beans that others have spawned and that run. They end before the beans
 * that they use. Any thread.
 */
final class SpawnedProcesses {

	private final Node node;

	private final Set<Process> running = ConcurrentHashMap.newKeySet();

	private volatile boolean stopped;

	SpawnedProcesses(Node node) {
		this.node = node;
	}

	/** Lets processes run. */
	void start() {
		this.stopped = false;
	}

	/**
	 * Makes the processes of a function known here.
	 * @param function the function
	 * @return the function to register
	 */
	ProcessFunction tracked(ProcessFunction function) {
		return (process, arguments) -> {
			this.running.add(process);
			try {
				if (!this.stopped) {
					function.run(process, arguments);
				}
			}
			finally {
				this.running.remove(process);
			}
		};
	}

	/**
	 * Kills the processes, also those that are just about to run.
	 * @return completes when they are dead and their code has ended
	 */
	CompletableFuture<@Nullable Void> stop() {
		this.stopped = true;
		return CompletableFuture.allOf(this.running.stream().map(this::stop).toArray(CompletableFuture[]::new));
	}

	private CompletableFuture<@Nullable Void> stop(Process process) {
		CompletableFuture<@Nullable Void> dead = new CompletableFuture<>();
		this.node.monitor(process.id(), (reason) -> dead.complete(null));
		process.kill(PortSupervisor.STOPPED);
		return dead;
	}

}
