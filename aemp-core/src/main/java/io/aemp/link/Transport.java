package io.aemp.link;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;

import io.aemp.Credentials;
import io.aemp.Guard;
import io.aemp.InvalidConfigurationException;

/** Makes links to other nodes: over sockets, or over memory in a simulation. */
public interface Transport {

	/**
	 * Begins to listen and to dial, and hands over every incoming link from then on.
	 * Blocks until the listeners are bound. After {@link #close}, this begins anew.
	 * @param binds the configured listen addresses
	 * @param acceptor takes the links
	 * @return the bound addresses, as {@code host:port} with real addresses and ports
	 * @throws InvalidConfigurationException if one address cannot be bound; then none is
	 * bound
	 */
	List<String> listen(List<String> binds, LinkAcceptor acceptor);

	/**
	 * Starts to make a link. Returns at once.
	 * @param address {@code host:port}; the transport resolves a host name on each call
	 * @param dialler receives the outcome
	 * @return a guard that gives up the attempt, after which the dialler is not called;
	 * without effect once the link is established
	 */
	Guard dial(String address, Dialler dialler);

	/**
	 * Returns one of the threads that serve links, for handlers that never block. While
	 * no thread serves links, other threads of the node run the tasks.
	 * @return an executor that runs its tasks one after the other while links are served
	 */
	Executor eventLoopExecutor();

	/**
	 * Replaces the credentials by which this node and its peers authenticate, from the
	 * next handshake on. Existing links stay. If the new credentials are invalid, the
	 * present ones stay in use.
	 * @param change computes the new credentials from the present ones
	 * @throws InvalidConfigurationException if the new credentials are invalid
	 * @throws IllegalStateException if the node has no network
	 */
	void changeCredentials(UnaryOperator<Credentials> change);

	/**
	 * The streams of bytes beside the links.
	 * @return what makes them; refuses all of them by default
	 */
	default Streams streams() {
		return Streams.NONE;
	}

	/**
	 * Whether the calling thread serves links.
	 * @return whether it belongs to the transport
	 */
	default boolean isServing() {
		return false;
	}

	/**
	 * Stops listening. Existing links stay.
	 */
	void stopListening();

	/**
	 * Closes the remaining links, and releases the threads and all descriptors. Blocks
	 * for some seconds at most.
	 */
	void close();

	/** Takes links that other nodes have dialled. Transport threads call its methods. */
	interface LinkAcceptor {

		/**
		 * Judges a peer as soon as its greeting has arrived. The transport may ask more
		 * than once.
		 * @param node the node ID that the peer claims
		 * @param instance tells the processes apart that have this node ID; empty if the
		 * peer does not tell
		 * @param age how long ago the socket was connected, in nanoseconds
		 * @return whether the handshake may go on
		 */
		Verdict judge(String node, String instance, long age);

		/**
		 * Takes a link whose peer is authenticated. The link neither reads nor writes
		 * until it is started.
		 * @param link the link
		 */
		void established(Link link);

		/**
		 * The attempt failed. Besides the dialling side, only {@link Failure#ID_TAKEN}
		 * concerns an acceptor.
		 * @param failure the kind of failure
		 * @param node the node ID that the peer claimed; empty if no greeting arrived
		 * @param message a description for users
		 */
		default void failed(Failure failure, String node, String message) {
		}

	}

	/**
	 * Receives the outcome of one attempt to make a link, and judges greetings like an
	 * acceptor.
	 */
	interface Dialler extends LinkAcceptor {

		@Override
		void failed(Failure failure, String node, String message);

	}

	/** The verdict on a greeting. */
	enum Verdict {

		/** The handshake goes on. */
		ACCEPT,
		/** The peer is this node itself. */
		SELF,
		/** A working connection to the peer exists. */
		CONNECTED,
		/**
		 * A working connection exists to another process with the ID of the peer. Once
		 * both sides have proven themselves, the peer is told, and refused.
		 */
		TAKEN,
		/**
		 * A connection to the peer exists, and a probe of it is still open. The transport
		 * asks again every {@link #RETRY_DELAY} before this side authenticates itself on
		 * the new connection.
		 */
		UNDECIDED;

		/** The interval at which the transport asks again. */
		public static final Duration RETRY_DELAY = Duration.ofMillis(20);

	}

	/** Why an attempt failed. */
	enum Failure {

		/**
		 * No connection was made, or it ended during the handshake, or the handshake took
		 * too long.
		 */
		UNREACHABLE,
		/** One side did not accept the other: secret, version, certificate. */
		REFUSED,
		/** The verdict was {@link Verdict#SELF}. */
		SELF,
		/** The verdict was {@link Verdict#CONNECTED}. */
		CONNECTED,
		/**
		 * The peer knows another process with the ID of this node, or is one, and that
		 * process was there first.
		 */
		ID_TAKEN

	}

}
