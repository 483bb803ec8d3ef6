package io.aemp.boot.event;

/**
 * So much waits to be sent to another node that it should not get more for a while, or
 * that is over. A node is writable in the beginning, and after its connection was lost.
 *
 * @param node the ID of the other node
 * @param writable whether it should get more
 * @see io.aemp.FlowControl
 */
public record NodeWritabilityEvent(String node, boolean writable) {

}
