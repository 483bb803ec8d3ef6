/**
 * Networks of whole nodes in one thread: ports, connections, handshakes, framings and
 * database are the real ones; time is virtual, the network is memory, and faults are
 * chosen by the test or by a seed. The same seed gives the same run, octet for octet.
 * <p>
 * Uses {@code io.aemp.bootstrap}, for which it is an
 * {@link io.aemp.bootstrap.Environment}, and implements the {@code Transport} of
 * {@code io.aemp.node} with the state machine of {@code io.aemp.handshake}.
 */
@NullMarked
package io.aemp.simulation;

import org.jspecify.annotations.NullMarked;
