package io.aemp.dataconnection;

import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

import io.aemp.Guard;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.PortOptions;
import io.aemp.Reason;
import io.aemp.port.PortRuntime;

/**
 * The port that stands for a data connection, or for the attempt to make it: it is the
 * one that the other node kills if it cannot go on, the end of the node kills it as all
 * ports, and operators see it. Its tasks run one after the other.
 */
final class Lifeline implements Guard {

	private final Port port;

	/**
	 * Opens the port.
	 * @param node this node
	 * @param runtime knows the contexts
	 * @param died receives the reason when the port has died, outside ports
	 */
	Lifeline(Node node, PortRuntime runtime, Consumer<Reason> died) {
		this.port = node.open(PortOptions.DEFAULTS.label("data-connection"));
		this.port.receive((message) -> {
		});
		runtime.runOutside(() -> node.monitor(this.port.id(), died));
	}

	Port port() {
		return this.port;
	}

	/** Runs a task in the port; returns whether it is alive. */
	boolean run(Runnable task) {
		try {
			this.port.execute(task);
			return true;
		}
		catch (RejectedExecutionException ex) {
			return false;
		}
	}

	/** Kills the port as one that has done its work. */
	@Override
	public void close() {
		this.port.kill();
	}

}
