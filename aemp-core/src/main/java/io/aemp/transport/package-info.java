/**
 * Sockets: listeners, dialling, TLS, the address filter, limits for unauthenticated
 * connections, and the bytes of packets in both directions. One event loop owns all state
 * of a connection.
 * <p>
 * Implements {@code io.aemp.link}; uses {@code io.aemp.handshake}, {@code io.aemp.loop},
 * {@code io.aemp.discovery}, {@code io.aemp.dispatch}, {@code io.aemp} and Netty. A link
 * reads and writes nothing after the handshake until the node starts it.
 */
@NullMarked
package io.aemp.transport;

import org.jspecify.annotations.NullMarked;
