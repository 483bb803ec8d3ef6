package io.aemp.link;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;

import io.aemp.Credentials;
import io.aemp.Guard;
import io.aemp.InvalidConfigurationException;

/** Makes links to other nodes; over sockets, or over memory in a simulation. */
public interface Transport {

	/**
	 * Listens, and hands over every link that comes in from then on. Waits until the
	 * listeners are bound.
	 * @param binds where to listen, as configured
	 * @param acceptor takes the links
	 * @return where the listeners are, as {@code host:port} with real addresses and ports
	 * @throws InvalidConfigurationException if one cannot be bound; none is, then
	 */
	List<String> listen(List<String> binds, LinkAcceptor acceptor);

	/**
	 * Makes a link. Returns at once.
	 * @param address {@code host:port}; a name is resolved anew each time
	 * @param dialler is told the outcome
	 * @return gives up the attempt, after which the dialler is told nothing; without
	 * effect once the link is established
	 */
	Guard dial(String address, Dialler dialler);

	/**
	 * One of the threads that serve links, for handlers that never wait.
	 * @return an executor that runs its tasks one after the other
	 */
	Executor eventLoopExecutor();

	/**
	 * Changes by what this node and its peers prove who they are, from the next handshake
	 * on. Links stay. If the new credentials are of no use, the present ones are kept.
	 * @param change makes new credentials of the present ones
	 * @throws InvalidConfigurationException if the new ones are of no use
	 * @throws IllegalStateException if there is no network
	 */
	void changeCredentials(UnaryOperator<Credentials> change);

	/**
	 * Whether the calling thread serves links.
	 * @return whether it is one of the transport's own
	 */
	default boolean isServing() {
		return false;
	}

	/**
	 * Stops listening; links stay.
	 */
	void stopListening();

	/**
	 * Closes what is left and gives threads back. Waits for some seconds at most.
	 */
	void close();

	/** Takes links that other nodes made. Called on threads of the transport. */
	interface LinkAcceptor {

		/**
		 * Judges a peer as soon as its greeting is there. May be asked more than once.
		 * @param node the node ID that the peer claims
		 * @param age how long ago the socket was connected, in nanoseconds
		 * @return whether to go on
		 */
		Verdict judge(String node, long age);

		/**
		 * Takes a link whose peer is authenticated. It stays silent until it is started.
		 * @param link the link
		 */
		void established(Link link);

		/**
		 * Nothing came of it. Of interest only to whoever has dialled.
		 * @param failure what kind of failure
		 * @param node the node ID that the peer claimed; empty if it did not come to that
		 * @param message what happened, for people
		 */
		default void failed(Failure failure, String node, String message) {
		}

	}

	/** Takes the outcome of one attempt to make a link, and judges like an acceptor. */
	interface Dialler extends LinkAcceptor {

		@Override
		void failed(Failure failure, String node, String message);

	}

	/** The verdict on a greeting. */
	enum Verdict {

		/** Go on. */
		ACCEPT,
		/** The peer is this node itself. */
		SELF,
		/** There is a working connection to the peer already. */
		CONNECTED,
		/**
		 * There is a connection to the peer, which has to prove that it works. To be
		 * asked for again, every {@link #PATIENCE}, before this side authenticates itself
		 * to the newcomer.
		 */
		UNDECIDED;

		/** When to ask again. */
		public static final Duration PATIENCE = Duration.ofMillis(20);

	}

	/** Why an attempt failed. */
	enum Failure {

		/** No connection, or it ended during the handshake, or took too long. */
		UNREACHABLE,
		/** One side did not accept the other: secret, version, certificate. */
		REFUSED,
		/** The verdict was {@link Verdict#SELF}. */
		SELF,
		/** The verdict was {@link Verdict#CONNECTED}. */
		CONNECTED

	}

}
