/**
 * Where a node begins: {@link Nodes} makes a running one of a configuration. This room
 * puts the others together and may use all of them; no other room uses this one.
 * <p>
 * Threads, clocks, randomness and the transport come from an {@link Environment}: the
 * real one is made here, the simulation has another.
 */
@NullMarked
package io.aemp.runtime;

import org.jspecify.annotations.NullMarked;
