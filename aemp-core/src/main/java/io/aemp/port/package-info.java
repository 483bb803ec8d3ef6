/**
 * Local ports: the port table, mailboxes, contexts, local monitors, batched delivery from
 * connections, and the receive windows. This package does not know networks.
 * <p>
 * The thread that drains a port's mailbox owns the state of the port. Every operation on
 * a port passes through that mailbox in order, with one exception: a port whose mailbox
 * overflows dies at once.
 * <p>
 * Uses {@code io.aemp.dispatch} and {@code io.aemp} only. The caller supplies clocks,
 * executors and randomness.
 */
@NullMarked
package io.aemp.port;

import org.jspecify.annotations.NullMarked;
