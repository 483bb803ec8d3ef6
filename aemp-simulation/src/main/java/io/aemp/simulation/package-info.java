/**
 * Networks of whole nodes in one thread: ports, connections, handshakes, framings and
 * database are the real ones; time is virtual, the network is memory, and faults are
 * chosen by the test or by a seed. The same seed gives the same run, byte for byte.
 * <p>
 * Uses {@code io.aemp.runtime}, for which it is an
 * {@link io.aemp.runtime.Environment}, and implements the {@code Transport} of
 * {@code io.aemp.node} with the state machine of {@code io.aemp.handshake}.
 */
@NullMarked
package io.aemp.simulation;

import org.jspecify.annotations.NullMarked;
