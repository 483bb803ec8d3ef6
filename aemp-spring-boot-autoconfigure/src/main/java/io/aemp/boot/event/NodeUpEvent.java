package io.aemp.boot.event;

/**
 * There is a working connection to another node now.
 *
 * @param node the ID of the other node
 */
public record NodeUpEvent(String node) {

}
