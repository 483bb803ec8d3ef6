package io.aemp.node;

import java.util.Collection;

import io.aemp.dispatch.ControlExecutor;
import org.jspecify.annotations.Nullable;

/**
 * What the node offers to the global service. Only the control executor may call these
 * methods, except {@link #executor}.
 */
public interface Control {

	/**
	 * The divisor of the packet limit that gives the size of a database page. A page is
	 * measured in the most compact framing; other framings need up to six times as much.
	 * The last entry of a page may be as large as all entries before it.
	 */
	int PAGES_PER_PACKET = 16;

	/** The largest request that the thread of a link may handle, in bytes. */
	int BRIEF_BYTES = 4096;

	/**
	 * Returns the serial executor that owns all control state.
	 * @return the executor; any thread may use it
	 */
	ControlExecutor executor();

	/**
	 * Sends a request to the node port of a peer if the peer is connected.
	 * @param node the ID of the peer
	 * @param function the name of the function
	 * @param arguments the arguments
	 */
	void request(String node, String function, @Nullable Object... arguments);

	/**
	 * Returns how much of a database goes into one request.
	 * @param node the ID of the peer
	 * @return the approximate number of bytes in the most compact framing
	 */
	int pageSize(String node);

	/**
	 * Whether a peer assembles data that arrives in several pages.
	 * @param node the ID of the peer
	 * @return whether its greeting announces that
	 */
	boolean joinsPages(String node);

	/**
	 * Whether the send queue of a peer takes more now.
	 * {@link GlobalProtocol#peerWritable} is called when it does again.
	 * @param node the ID of the peer
	 * @return {@code false} if enough bytes wait in it
	 */
	boolean isWritable(String node);

	/**
	 * Returns the connected peers.
	 * @return their node IDs
	 */
	Collection<String> connected();

	/**
	 * Starts to dial a node unless it is connected or being dialled.
	 * @param node the node ID
	 */
	void connect(String node);

	/**
	 * Closes the connection to a peer; all consequences of a loss happen before this
	 * method returns.
	 * @param node its node ID
	 * @param reason tells why, in logs and to monitors
	 */
	void disconnect(String node, String reason);

}
