package io.aemp.node;

import java.util.Collection;

import io.aemp.dispatch.ControlExecutor;
import org.jspecify.annotations.Nullable;

/**
 * What the node offers to the global service. Except for the executor, to be used on the
 * control executor only.
 */
public interface Control {

	/**
	 * So many portions of a database would fit into a packet. They are measured in the
	 * most compact framing, others need up to six times as much; and the last entry of a
	 * portion may be as large as all before it.
	 */
	int PORTIONS_PER_PACKET = 16;

	/** What is larger is no work for the thread of a link. */
	int BRIEF_BYTES = 4096;

	/**
	 * The serial executor that owns all control state.
	 * @return the executor; usable from any thread
	 */
	ControlExecutor executor();

	/**
	 * Sends a request to the node port of a peer, if it is connected.
	 * @param node the ID of the peer
	 * @param function the name of the function
	 * @param arguments the arguments
	 */
	void request(String node, String function, @Nullable Object... arguments);

	/**
	 * How much is to go into one request.
	 * @param node the ID of the peer
	 * @return about how many bytes, in the most compact framing
	 */
	int portion(String node);

	/**
	 * Whether a peer puts together what comes in several requests.
	 * @param node the ID of the peer
	 * @return whether its greeting said so
	 */
	boolean joinsPortions(String node);

	/**
	 * Whether a peer takes more now; {@link GlobalProtocol#peerWritable} tells when it
	 * does again.
	 * @param node the ID of the peer
	 * @return {@code false} if enough waits for it
	 */
	boolean isWritable(String node);

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
