package io.aemp.boot.event;

import io.aemp.Reason;

/**
 * A method of a bean could not process a message, and the port lives. Not published while
 * the application context closes, and left out while too many events wait.
 *
 * @param port the port ID
 * @param method the class and name of the method; empty if no method receives the tag
 * @param sourceNode the ID of the node that sent the message
 * @param reason what went wrong, as the reply port is told
 * @param failure the exception
 * @param answered whether a reply port was told
 */
public record MessageFailedEvent(String port, String method, String sourceNode, Reason reason, Exception failure,
		boolean answered) {

}
