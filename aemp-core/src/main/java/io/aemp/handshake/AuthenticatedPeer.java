package io.aemp.handshake;

import java.util.Map;

/**
 * What an authenticated peer has told about itself.
 *
 * @param node its node ID
 * @param framing the framing in which it sends
 * @param ownFraming the framing in which this side sends
 * @param tls whether the connection is encrypted
 * @param keys the key=value pairs of its greeting
 */
public record AuthenticatedPeer(String node, String framing, String ownFraming, boolean tls, Map<String, String> keys) {

	/**
	 * Whether the peer is of this library, as far as connections that become streams are
	 * concerned.
	 * @return whether its greeting says so
	 */
	public boolean knowsStreams() {
		return this.keys.containsKey(Greeting.STREAMS_KEY);
	}

}
