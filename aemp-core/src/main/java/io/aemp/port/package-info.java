/**
 * Local ports: table, mailbox, contexts, local monitors, the batching of what connections
 * deliver, and the account of what waits in mailboxes. Knows nothing of networks. The
 * thread that drains a port's mailbox owns the state of the port. Everything that
 * concerns a port passes through that mailbox in order, except that a port which
 * overflows dies at once.
 * <p>
 * Uses {@code io.aemp.dispatch} and {@code io.aemp}. Clocks, executors and randomness
 * come in from outside.
 */
@NullMarked
package io.aemp.port;

import org.jspecify.annotations.NullMarked;
