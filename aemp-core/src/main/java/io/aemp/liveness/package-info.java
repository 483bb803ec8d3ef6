/**
 * Failure detection: heartbeats, limits on the silence of a peer, and the probe of a
 * connection when another connection greets with the same node ID. Ticks on the control
 * executor are the only source of time.
 * <p>
 * Uses {@code io.aemp.outbound}, {@code io.aemp.link}, {@code io.aemp.dispatch} and
 * {@code io.aemp}.
 */
@NullMarked
package io.aemp.liveness;

import org.jspecify.annotations.NullMarked;
