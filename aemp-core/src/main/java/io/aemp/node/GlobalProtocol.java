package io.aemp.node;

import java.util.List;
import java.util.function.Consumer;

import io.aemp.Guard;
import io.aemp.Message;
import org.jspecify.annotations.Nullable;

/**
 * The global service, as the node needs it. Called on the control executor, unless it
 * says otherwise.
 */
public interface GlobalProtocol {

	/**
	 * Whether a function of a request to the node port belongs to the global protocol.
	 * Any thread.
	 * @param function the name of the function
	 * @return whether it is to be handed over
	 */
	boolean understands(String function);

	/**
	 * Whether a request is handled soon, if it is not large: so that the thread of a link
	 * may do it.
	 * @param function the name of the function
	 * @param arguments the arguments, which may make no sense
	 * @return whether it is
	 */
	boolean isBrief(String function, Message arguments);

	/**
	 * Handles a request of a peer. The answer to later requests of the same peer leaves
	 * after this returns.
	 * @param node the ID of the peer
	 * @param function the name of the function
	 * @param arguments the arguments
	 * @throws IllegalArgumentException if they make no sense; the request is dropped and
	 * logged
	 */
	void request(String node, String function, Message arguments);

	/**
	 * A peer is connected, whether it speaks the global protocol or not.
	 * @param node its node ID
	 */
	void peerUp(String node);

	/**
	 * The connection to a peer was lost.
	 * @param node its node ID
	 */
	void peerDown(String node);

	/**
	 * So little waits for a peer again that it takes more.
	 * @param node its node ID
	 */
	void peerWritable(String node);

	/**
	 * A connected peer is a seed: either a seed address answered as this peer, or it did
	 * so earlier and is connected again. Told after {@link #peerUp}, once per connection.
	 * @param node its node ID
	 */
	void seedUp(String node);

	/**
	 * A connected peer is a seed no more.
	 * @param node its node ID
	 */
	void seedGone(String node);

	/**
	 * One of the seeds is this node itself.
	 */
	void seedIsSelf();

	/**
	 * The node has got its seeds, or other ones than before; may be told before the
	 * start.
	 * @param any whether there is any, other than this node itself
	 */
	void seedsChanged(boolean any);

	/**
	 * Asks where a node listens.
	 * @param node its node ID
	 * @param found takes its addresses, or {@code null} if they are not known; may be
	 * called at once
	 * @return gives up
	 */
	Guard find(String node, Consumer<@Nullable List<String>> found);

}
