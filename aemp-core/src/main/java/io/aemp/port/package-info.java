/**
 * Local ports: table, mailbox, dispatch, contexts, local monitors, timers, the intake of
 * what comes over a connection, and the account of what of it waits in mailboxes. Knows
 * nothing of networks. Port state is owned by whoever drains the port's mailbox;
 * everything that concerns a port passes through that mailbox in order, except that a
 * port which overflows dies at once.
 * <p>
 * Uses {@code io.aemp} only. Clocks, executors and randomness come in from outside.
 */
@NullMarked
package io.aemp.port;

import org.jspecify.annotations.NullMarked;
