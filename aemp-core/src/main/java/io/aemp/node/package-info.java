/**
 * The network as this node sees it: peers and their state machines, duplicate and self
 * connections, dialling, seeds, failure detection, the queues to peers and when to slow
 * down, large messages in parts, requests to the node port, remote monitors, spawn.
 * <p>
 * Uses {@code io.aemp.port} and {@code io.aemp}. Sockets are behind {@link Transport},
 * the database behind {@link GlobalProtocol}. Control state is owned by one
 * {@link ControlExecutor}; what senders need of it they read without waiting.
 */
@NullMarked
package io.aemp.node;

import org.jspecify.annotations.NullMarked;
