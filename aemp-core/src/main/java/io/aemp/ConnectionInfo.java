package io.aemp;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A snapshot of a connection that is up; for tools. {@link PeerInfo} has the state of the
 * peer.
 *
 * @param node the ID of the peer
 * @param dialled whether this node has made the connection, not the peer
 * @param bytesSent how many bytes of packets the socket has taken
 * @param bytesReceived how many bytes of packets have arrived
 * @param packetsReceived how many packets have arrived
 * @param certificateEnd when the certificate of the peer expires; {@code null} without
 * TLS
 */
public record ConnectionInfo(String node, boolean dialled, long bytesSent, long bytesReceived, long packetsReceived,
		@Nullable Instant certificateEnd) {

}
