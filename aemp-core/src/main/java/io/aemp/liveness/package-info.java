/**
 * Failure detection: heartbeats, how long a peer may be silent, and the probe of a
 * connection whose peer seems to connect a second time. Time comes in ticks, on the
 * control executor.
 * <p>
 * Uses {@code io.aemp.outbound}, {@code io.aemp.link}, {@code io.aemp.dispatch} and
 * {@code io.aemp}.
 */
@NullMarked
package io.aemp.liveness;

import org.jspecify.annotations.NullMarked;
