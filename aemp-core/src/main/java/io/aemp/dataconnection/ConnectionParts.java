package io.aemp.dataconnection;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

import io.aemp.ExecutionPolicy;
import io.aemp.Guard;
import io.aemp.Limits;
import io.aemp.dispatch.Threads;
import io.aemp.link.Streams;
import io.aemp.port.PortRuntime;
import org.jspecify.annotations.Nullable;

/**
 * What the data connections of a node need of its other parts.
 *
 * @param runtime knows in which context a call was made
 * @param threads clocks and timers
 * @param serving whether the calling thread serves connections
 * @param streams makes streams to other nodes
 * @param random makes IDs; must be unpredictable
 * @param policy decides what other nodes may use
 * @param limits the limits of the node
 * @param lookup finds the addresses of nodes
 */
public record ConnectionParts(PortRuntime runtime, Threads threads, BooleanSupplier serving, Streams streams,
		RandomGenerator random, ExecutionPolicy policy, Limits limits, Lookup lookup) {

	/** Throws an exception if the calling thread must not wait. */
	void requireMayWait() {
		if (!this.threads.mayWait() || this.serving.getAsBoolean()) {
			throw new IllegalStateException("Thread " + Thread.currentThread().getName()
					+ " must not wait, as the node needs it; use write and publisher, or a thread that may wait");
		}
	}

	/**
	 * Lets other threads take over what waits behind the caller, which is about to wait.
	 */
	void handOver() {
		this.threads.handOver();
	}

	/** Finds the addresses of nodes. */
	@FunctionalInterface
	public interface Lookup {

		/**
		 * Looks up the addresses of a node. Returns at once.
		 * @param node the node ID
		 * @param found receives the addresses, on any thread; {@code null} or none if
		 * they are not known
		 * @return gives up the lookup
		 */
		Guard find(String node, Consumer<@Nullable List<String>> found);

	}

}
