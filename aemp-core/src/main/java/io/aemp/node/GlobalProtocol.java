package io.aemp.node;

import java.util.List;
import java.util.function.Consumer;

import io.aemp.Guard;
import io.aemp.Message;
import org.jspecify.annotations.Nullable;

/**
 * The global service as the node calls it, on the control executor except where noted.
 */
public interface GlobalProtocol {

	/**
	 * Whether a function in a request to the node port belongs to the global protocol.
	 * Any thread.
	 * @param function the name of the function
	 * @return whether {@link #request} handles it
	 */
	boolean understands(String function);

	/**
	 * Whether a request of small size takes so little time that the thread of a link may
	 * handle it.
	 * @param function the name of the function
	 * @param arguments the arguments, which may be invalid
	 * @return whether the request is brief
	 */
	boolean isBrief(String function, Message arguments);

	/**
	 * Handles a request of a peer. Answers to later requests of the same peer are sent
	 * only after this method returns.
	 * @param node the ID of the peer
	 * @param function the name of the function
	 * @param arguments the arguments
	 * @throws IllegalArgumentException if the arguments are invalid; the caller drops and
	 * logs the request
	 */
	void request(String node, String function, Message arguments);

	/**
	 * A peer is connected. It need not speak the global protocol.
	 * @param node its node ID
	 */
	void peerUp(String node);

	/**
	 * The connection to a peer was lost.
	 * @param node its node ID
	 */
	void peerDown(String node);

	/**
	 * The send queue of a peer takes more again.
	 * @param node its node ID
	 */
	void peerWritable(String node);

	/**
	 * A connected peer is a seed: it answered at a seed address, now or before an earlier
	 * connection. Of seeds that were found behind names and may all be equals, only the
	 * one that is to serve this node is told. Called after {@link #peerUp}.
	 * @param node its node ID
	 */
	void seedUp(String node);

	/**
	 * A connected peer is no longer a seed.
	 * @param node its node ID
	 */
	void seedGone(String node);

	/**
	 * A literal seed address belongs to this node itself, or this node was found behind
	 * the names of seeds and is the first of all that were found, so that it has to serve
	 * the others.
	 */
	void seedIsSelf();

	/**
	 * Whether this node needs no other seed at present: it is global, or a seed serves
	 * it.
	 * @return whether it is served
	 */
	boolean isServed();

	/**
	 * Whether a connected peer has said that it is global.
	 * @param node its node ID
	 * @return whether it is global
	 */
	boolean isGlobal(String node);

	/**
	 * Asks a connected peer to become global, unless it is.
	 * @param node its node ID
	 */
	void promote(String node);

	/**
	 * The list of seeds was set or has changed. May be called before the start.
	 * @param any whether there is a seed other than this node, or a source that may
	 * supply one
	 */
	void seedsChanged(boolean any);

	/**
	 * Asks where a node listens.
	 * @param node its node ID
	 * @param found takes the addresses, or {@code null} if they are not known; may be
	 * called before this method returns
	 * @return a guard that gives up the lookup
	 */
	Guard find(String node, Consumer<@Nullable List<String>> found);

}
