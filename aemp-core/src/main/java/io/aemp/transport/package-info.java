/**
 * Sockets: listeners, dialling, TLS, admission of addresses, limits for strangers, and
 * the bytes of packets in both directions. Each connection is owned by one event loop,
 * on which all its state is read and changed. The thread of an event loop may also do
 * {@link SideWork}, outside of the loop, which a deputy has if that takes long.
 * <p>
 * Implements {@link io.aemp.link.Transport} for {@code io.aemp.node}; uses
 * {@code io.aemp.handshake}, {@code io.aemp} and Netty. Who has shaken hands stays silent
 * until the node starts the link.
 */
@NullMarked
package io.aemp.transport;

import org.jspecify.annotations.NullMarked;
