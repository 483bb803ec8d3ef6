package io.aemp.handshake;

import java.util.Map;

/**
 * What an authenticated peer has told of itself.
 *
 * @param node its node ID
 * @param framing the framing that it sends in
 * @param ownFraming the framing that this side sends in
 * @param tls whether the connection is encrypted
 * @param keys the key=value pairs of its greeting
 */
public record AuthenticatedPeer(String node, String framing, String ownFraming, boolean tls, Map<String, String> keys) {

}
