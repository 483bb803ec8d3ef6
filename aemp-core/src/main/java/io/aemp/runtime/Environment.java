package io.aemp.runtime;

import java.util.List;
import java.util.random.RandomGenerator;

import io.aemp.Framing;
import io.aemp.InvalidConfigurationException;
import io.aemp.NodeConfiguration;
import io.aemp.NodeObserver;
import io.aemp.dispatch.Threads;
import io.aemp.link.Transport;

/**
 * What a node takes from the world outside: randomness, threads, clocks, and the way to
 * other nodes. There is a real one, and one of memory and virtual time for simulations.
 */
public interface Environment {

	/**
	 * The name of the host, for node IDs that contain it.
	 * @return the name
	 */
	String hostName();

	/**
	 * Randomness for nonces, names and delays. Outside simulations it must not be
	 * predictable.
	 * @return a generator; used by any thread
	 */
	RandomGenerator random();

	/**
	 * Makes the threads and clocks of a node.
	 * @param nodeId its node ID
	 * @return threads, to be closed at the end of the node
	 */
	Threads threads(String nodeId);

	/**
	 * Makes the way from a node to others.
	 * @param configuration the configuration of the node
	 * @param nodeId its node ID
	 * @param framings the framings that it understands, best first
	 * @param observer is told of connections that never worked
	 * @param threads the threads of the node
	 * @return a transport, to be closed at the end of the node
	 * @throws InvalidConfigurationException if a setting about connections is wrong
	 */
	Transport transport(NodeConfiguration configuration, String nodeId, List<Framing> framings, NodeObserver observer,
			Threads threads);

}
