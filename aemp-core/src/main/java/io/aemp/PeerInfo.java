package io.aemp;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * A snapshot of a peer; for tools.
 *
 * @param node the node ID
 * @param state whether it is connected
 * @param address the socket address of the connection, empty while there is none
 * @param framing the framing of the connection; if the directions differ, the peer's and
 * then this node's, separated by a slash
 * @param tls whether the connection is encrypted
 * @param since when the state began
 * @param monitors how many ports of the peer this node monitors
 * @param silence how long ago this node last heard from the peer, as far as the failure
 * detector knows; zero if that is off
 * @param queued how many bytes wait to be sent to the peer
 * @param writable whether the peer should be sent more messages, see
 * {@link Network#isWritable}
 * @param paused whether this node currently does not read the connection, because too
 * many of its bytes wait here
 * @param provider the software of the peer, as its greeting says: {@code AE-2.01} for a
 * Perl node, {@code aemp-} and a version for this library; empty if it does not tell, or
 * while there is no connection
 * @param version the version of that software: what follows the first {@code -} of the
 * provider
 * @param greeting all keys and values of the greeting, 32 at most, without control
 * characters and shortened if they are long
 */
public record PeerInfo(String node, State state, String address, String framing, boolean tls, Instant since,
		int monitors, Duration silence, long queued, boolean writable, boolean paused, String provider, String version,
		Map<String, String> greeting) {

	/** The states of a peer. */
	public enum State {

		/** A connection is being made. */
		CONNECTING,
		/** There is a working connection. */
		UP

	}

}
