/**
 * The network as this node sees it: peers and their connections, simultaneous
 * connections, dialling, seeds, requests to the node port, remote monitors, calls, spawn.
 * <p>
 * Uses {@code io.aemp.liveness}, {@code io.aemp.outbound}, {@code io.aemp.link},
 * {@code io.aemp.port}, {@code io.aemp.dispatch} and {@code io.aemp}. The database is
 * behind {@link GlobalProtocol}. The control executor owns control state; senders read
 * the parts that they need without blocking.
 */
@NullMarked
package io.aemp.node;

import org.jspecify.annotations.NullMarked;
