package io.aemp.runtime;

import java.util.List;
import java.util.random.RandomGenerator;

import io.aemp.Framing;
import io.aemp.InvalidConfigurationException;
import io.aemp.NodeConfiguration;
import io.aemp.NodeObserver;
import io.aemp.discovery.Names;
import io.aemp.discovery.SystemNames;
import io.aemp.dispatch.Threads;
import io.aemp.link.Transport;

/**
 * What a node takes from its environment: randomness, threads, clocks and the transport.
 * There is a real environment, and one with memory links and virtual time for
 * simulations.
 */
public interface Environment {

	/**
	 * The host name, for node IDs that contain it.
	 * @return the host name
	 */
	String hostName();

	/**
	 * The random generator for nonces, names and delays. It must be unpredictable except
	 * in simulations.
	 * @return a thread-safe generator
	 */
	RandomGenerator random();

	/**
	 * Creates the threads and clocks of a node.
	 * @param nodeId the ID of the node
	 * @return the threads; the node closes them at its end
	 */
	Threads threads(String nodeId);

	/**
	 * How the names of seeds are looked up.
	 * @return the lookups; the resolver of the system by default
	 */
	default Names names() {
		return new SystemNames();
	}

	/**
	 * Creates the transport of a node.
	 * @param configuration the configuration of the node
	 * @param nodeId the ID of the node
	 * @param framings the framings that the node supports, best first
	 * @param observer is notified of refused connections
	 * @param threads the threads of the node
	 * @return the transport; the node closes it at its end
	 * @throws InvalidConfigurationException if a connection setting is not valid
	 */
	Transport transport(NodeConfiguration configuration, String nodeId, List<Framing> framings, NodeObserver observer,
			Threads threads);

}
