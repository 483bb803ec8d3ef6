/**
 * The send queue of a peer: packets in order, large messages in parts between them,
 * watermarks, and sends that wait until there is room. Any thread appends to a
 * {@link SendQueue}; the thread of the link takes from it.
 * <p>
 * Uses {@code io.aemp.link}, the contexts of {@code io.aemp.port}, and {@code io.aemp}.
 */
@NullMarked
package io.aemp.outbound;

import org.jspecify.annotations.NullMarked;
