package io.aemp.node;

import java.util.Collection;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

/**
 * What the node offers to the global service. Except for the executor, to be used on the
 * control executor only.
 */
public interface Control {

	/**
	 * The serial executor that owns all control state.
	 * @return the executor; usable from any thread
	 */
	Executor executor();

	/**
	 * Sends a request to the node port of a peer, if it is connected.
	 * @param node the ID of the peer
	 * @param function the name of the function
	 * @param arguments the arguments
	 */
	void request(String node, String function, @Nullable Object... arguments);

	/**
	 * The connected peers.
	 * @return their node IDs
	 */
	Collection<String> connected();

	/**
	 * Makes a connection to a node if there is none and none is being made.
	 * @param node the node ID
	 */
	void connect(String node);

}
