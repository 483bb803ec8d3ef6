/**
 * Data connections: streams of bytes beside the connection that carries messages (AEMP
 * manual: {@code AnyEvent::MP::DataConn}). Requests to the other node, IDs and their
 * owners, the order of attempts, and what a user reads from and writes to. The transport
 * makes the streams themselves.
 */
@NullMarked
package io.aemp.dataconnection;

import org.jspecify.annotations.NullMarked;
