package io.aemp.boot.event;

import io.aemp.Reason;

/**
 * The connection to another node was lost.
 *
 * @param node the ID of the other node
 * @param reason why, a transport error
 */
public record NodeDownEvent(String node, Reason reason) {

}
