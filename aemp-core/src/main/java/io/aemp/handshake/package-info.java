/**
 * Greeting, authentication, admission of node IDs and the choice of framing as a state
 * machine: lines in, steps out. It has neither sockets nor a clock, so that a simulation
 * can run it too.
 * <p>
 * Uses {@code io.aemp} only. The caller provides random numbers and the verdict on a
 * peer.
 */
@NullMarked
package io.aemp.handshake;

import org.jspecify.annotations.NullMarked;
