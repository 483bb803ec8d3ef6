package io.aemp;

import java.time.Duration;
import java.time.Instant;

/**
 * A look at a peer; for tools.
 *
 * @param node its node ID
 * @param state whether it is connected
 * @param address the socket address of the connection, empty while there is none
 * @param framing the framings that the peer and this node send in, as {@code theirs/ours}
 * if they differ
 * @param tls whether the connection is encrypted
 * @param since when the state began
 * @param monitors how many ports of the peer are monitored from here
 * @param silence how long nothing was heard of it, as far as the failure detector knows:
 * zero if that is off
 * @param queued how many bytes wait to be sent to it
 * @param writable whether it should get more; see {@link Network#isWritable}
 * @param paused whether its connection is not read for the moment, because too much of it
 * waits here
 */
public record PeerInfo(String node, State state, String address, String framing, boolean tls, Instant since,
		int monitors, Duration silence, long queued, boolean writable, boolean paused) {

	/** The states of a peer. */
	public enum State {

		/** A connection is being made. */
		CONNECTING,
		/** There is a working connection. */
		UP

	}

}
