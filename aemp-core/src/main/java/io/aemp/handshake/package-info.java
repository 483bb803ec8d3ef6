/**
 * Greeting, authentication, admission of node IDs and the choice of framing as a state
 * machine: lines in, steps out. No sockets and no clock, so that a simulation can run it
 * too.
 * <p>
 * Uses {@code io.aemp} only. Randomness and the verdict on a peer come in from outside.
 */
@NullMarked
package io.aemp.handshake;

import org.jspecify.annotations.NullMarked;
