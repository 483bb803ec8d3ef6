package io.aemp.dataconnection;

import java.time.Duration;

import io.aemp.DataConnections.Handler;
import io.aemp.Message;

/**
 * A data connection that another node has announced.
 *
 * @param node the node
 * @param id the ID that it will name
 * @param port its port, which is killed if nothing comes of it
 * @param timeout how long it is valid
 * @param handler takes the connection
 * @param arguments what the handler is given
 */
record Announcement(String node, String id, String port, Duration timeout, Handler handler, Message arguments) {

}
